using PortScanner.Storage;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>Ends the live scans whose page is gone, and all of them when the program stops.</summary>
internal sealed class LiveScanPurger(LiveScans scans, TimeProvider timeProvider, ILogger<LiveScanPurger> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(scans.EndAllAsync);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(scans.EndOverAsync);
        }
    }

    private async Task TryAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (ScanStoreException e)
        {
            // What could not be deleted now expires in the store by itself.
            ScanLog.StoreFailed(logger, e.Error, e.InnerException?.GetType().Name ?? "none");
        }
    }
}
