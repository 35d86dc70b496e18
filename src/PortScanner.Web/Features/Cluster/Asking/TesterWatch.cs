using PortScanner.Cluster.Testers;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>Logs which testers come and go.</summary>
internal sealed class TesterWatch(TesterRegistry registry, TimeProvider timeProvider, ILogger<TesterWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Interval, timeProvider);
        do
        {
            var ready = registry.Fresh.Where(tester => tester.Contents.State == TesterState.Ready).ToDictionary(tester => tester.Name, StringComparer.Ordinal);
            foreach (var name in ready.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
            {
                known.Add(name);
                ClusterLog.TesterReady(logger, name, ready[name].Contents.Version);
            }

            foreach (var name in known.Except(ready.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
            {
                known.Remove(name);
                ClusterLog.TesterGone(logger, name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
