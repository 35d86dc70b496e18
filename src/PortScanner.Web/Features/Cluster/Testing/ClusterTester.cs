using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;

namespace PortScanner.Web.Features.Cluster.Testing;

/// <summary>A tester on a machine of its own: tells web nodes of itself, and runs what they grant.</summary>
internal sealed class ClusterTester(
    ClusterSettings settings,
    ClusterKeys keys,
    IBus bus,
    TellOfSelf self,
    GrantedScan scan,
    TimeProvider timeProvider,
    ILogger<ClusterTester> logger) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly TesterClock _clock = new(timeProvider);
    private readonly SealKeys _sealKeys = new(timeProvider);
    private TesterSessions? _sessions;
    private TesterLinks? _links;
    private TesterBeacon? _beacon;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var judge = new GrantJudge(settings.Node, keys.WebNodes, _clock, settings.Options.ScansPerMinutePerWebNode);
        _sessions = new TesterSessions(scan, _clock, timeProvider, logger);
        _links = new TesterLinks(bus, keys.Node, _clock, _sealKeys, judge, _sessions.Take, timeProvider, logger);
        _beacon = new TesterBeacon(bus, keys.Node, _clock, _sealKeys, () => self(_sessions.IsDraining, _sessions.Count), timeProvider, logger);
        ClusterLog.Ready(logger, settings.Node);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_sessions is null || _beacon is null)
        {
            return;
        }

        ClusterLog.Draining(logger, _sessions.Count, settings.Options.DrainTime);
        var drained = _sessions.DrainAsync(settings.Options.DrainTime);
        _beacon.Tell();
        await drained;

        // The last words must have arrived before the bus is left; whoever does not take them finds out by himself.
        using var waiting = new CancellationTokenSource(LastWords, timeProvider);
        while (_links!.Count > 0 && !waiting.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), timeProvider, CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_beacon is not null)
        {
            await _beacon.DisposeAsync();
        }

        if (_links is not null)
        {
            await _links.DisposeAsync();
        }

        _sessions?.Dispose();
        _sealKeys.Dispose();
    }
}
