using System.Diagnostics.CodeAnalysis;

using Microsoft.Extensions.Logging;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Links;

/// <summary>All links of a tester.</summary>
public sealed class TesterLinks : IAsyncDisposable
{
    // Whoever can send on the bus could else fill the log.
    private static readonly TimeSpan RefusedAreTold = TimeSpan.FromSeconds(10);

    private readonly IBus _bus;
    private readonly TesterClock _clock;
    private readonly SealKeys _sealKeys;
    private readonly GrantJudge _judge;
    private readonly Action<GrantedLink, JudgedGrant> _granted;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger? _logger;
    private readonly LinkTable _links;
    private readonly IAsyncDisposable[] _subscriptions;
    private readonly long[] _refused = new long[Enum.GetValues<GrantRefusal>().Length];
    private long _unopened;
    private int _lastRefusal = -1;
    private (long Refused, long Unopened) _told;
    private long? _toldAt;

    /// <summary>Begins to listen.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="node">This tester.</param>
    /// <param name="clock">Its own time.</param>
    /// <param name="sealKeys">The keys with which it is asked.</param>
    /// <param name="judge">Who judges what it is asked.</param>
    /// <param name="granted">Takes each link that was granted, and owns it. It must return soon and not throw.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it is told, now and then, what was refused; null for nowhere.</param>
    public TesterLinks(
        IBus bus,
        NodeIdentity node,
        TesterClock clock,
        SealKeys sealKeys,
        GrantJudge judge,
        Action<GrantedLink, JudgedGrant> granted,
        TimeProvider timeProvider,
        ILogger? logger = null)
    {
        (_bus, _clock, _sealKeys, _judge, _granted, _timeProvider, _logger) = (bus, clock, sealKeys, judge, granted, timeProvider, logger);
        _links = new LinkTable(TellOfRefused, timeProvider);
        _subscriptions =
        [
            bus.Subscribe(Subjects.ToTester(node.Name), (_, message) => _links.Dispatch(message.Span)),
            bus.Subscribe(Subjects.Requests(node.Name), (_, message) => Ask(message.Span)),
        ];
    }

    /// <summary>How many links there are, with those whose last words have not arrived.</summary>
    public int Count => _links.Count;

    /// <summary>How many requests were not for this tester, or no requests.</summary>
    public long Unopened => Interlocked.Read(ref _unopened);

    /// <summary>How many grants were refused for a reason.</summary>
    public long Refused(GrantRefusal refusal) => Interlocked.Read(ref _refused[(int)refusal]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }

        await _links.DisposeAsync();
    }

    private void TellOfRefused()
    {
        var now = (Refused: _refused.Sum(), Unopened);
        if (_logger is null || now == _told || (_toldAt is { } told && _timeProvider.GetElapsedTime(told) < RefusedAreTold))
        {
            return;
        }

        LinkLog.Refused(
            _logger, now.Refused - _told.Refused, Volatile.Read(ref _lastRefusal) is var last and >= 0 ? (GrantRefusal)last : null, now.Unopened - _told.Unopened);
        (_told, _toldAt) = (now, _timeProvider.GetTimestamp());
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever takes the link owns it.")]
    private void Ask(ReadOnlySpan<byte> message)
    {
        if (_sealKeys.TryOpen(message) is not { } opened)
        {
            Interlocked.Increment(ref _unopened);
            return;
        }

        var verdict = _judge.Judge(opened.Header.Link, opened.Plain);
        if (verdict.Refusal is { } refusal)
        {
            Interlocked.Increment(ref _refused[(int)refusal]);
            Volatile.Write(ref _lastRefusal, (int)refusal);
        }

        // Nobody is answered twice for one link: the second answer would be sealed with the key of the first. Of what is stale or replayed nobody can
        // tell whether it was answered, and strangers get no answer at all, so silence is what they hear.
        if (verdict is not { Grant: { } grant, Refusal: null or GrantRefusal.Quota })
        {
            opened.Keys.Dispose();
            return;
        }

        var link = new GrantedLink(_bus, grant, opened.Keys, _clock, _timeProvider);
        _links.TryAdd(link);
        if (verdict.Granted is { } granted)
        {
            _granted(link, granted);
        }
        else
        {
            link.Close(LinkEnd.Quota);
        }
    }
}
