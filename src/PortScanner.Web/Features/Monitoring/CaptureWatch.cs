using PortScanner.Engine;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>Tells the operator when the capture lost packets: results stay right, but scans take longer, or end as unknown.</summary>
internal sealed class CaptureWatch(ScanEngine engine, TimeProvider timeProvider, ILogger<CaptureWatch> logger) : BackgroundService
{
    // A line in five seconds at most, however much is lost.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = engine.CaptureLossCount;
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var count = engine.CaptureLossCount;
            if (count != known)
            {
                CaptureLog.CaptureLost(logger, count - known);
                known = count;
            }
        }
    }
}
