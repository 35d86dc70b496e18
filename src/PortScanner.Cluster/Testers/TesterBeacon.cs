using System.Diagnostics.CodeAnalysis;

using Microsoft.Extensions.Logging;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Testers;

/// <summary>Tells all web nodes of this tester, twice a second and whenever something changed.</summary>
public sealed class TesterBeacon : IAsyncDisposable
{
    /// <summary>How often it tells.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly IBus _bus;
    private readonly NodeIdentity _node;
    private readonly TesterClock _clock;
    private readonly SealKeys _sealKeys;
    private readonly Func<HeartbeatContents> _contents;
    private readonly ITimer _timer;
    private readonly string _subject;
    private readonly ILogger? _logger;

    // Ticks must grow on their way out, so one heartbeat is made at a time.
    private readonly Lock _gate = new();
    private long _lastTick = -1;
    private bool _hasFailed;

    /// <summary>Begins to tell.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="node">This tester.</param>
    /// <param name="clock">Its own time.</param>
    /// <param name="sealKeys">The keys with which it wants to be asked.</param>
    /// <param name="contents">What is to be told now. It must return soon.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it is told that it cannot tell; null for nowhere.</param>
    public TesterBeacon(
        IBus bus, NodeIdentity node, TesterClock clock, SealKeys sealKeys, Func<HeartbeatContents> contents, TimeProvider timeProvider, ILogger? logger = null)
    {
        (_bus, _node, _clock, _sealKeys, _contents, _logger) = (bus, node, clock, sealKeys, contents, logger);
        _subject = Subjects.Heartbeat(node.Name);
        _timer = timeProvider.CreateTimer(_ => Tell(), state: null, TimeSpan.Zero, Interval);
    }

    /// <summary>Tells now. Where that cannot be done it is logged.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Who cannot tell of himself is not there for others; the scans that he has go on.")]
    public void Tell()
    {
        try
        {
            Make();
            _hasFailed = false;
        }
        catch (Exception e)
        {
            if (!_hasFailed && _logger is not null)
            {
                BusLog.HeartbeatFailed(_logger, e.GetType().Name);
            }

            _hasFailed = true;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Make()
    {
        lock (_gate)
        {
            // Two within a millisecond would look like one and its replay.
            var tick = Math.Max(_clock.Tick, _lastTick + 1);
            _lastTick = tick;
            var heartbeat = new Heartbeat(Heartbeat.SpokenProtocol, _node.Name, _clock.Epoch, tick, _sealKeys.PublicKey, _contents());
            _bus.Post(_subject, SignedHeartbeat.Make(heartbeat, _node));
        }
    }
}
