using PortScanner.Storage;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Scans;

/// <summary>Deletes scans whose time has passed, whoever left them behind, and those that could not be deleted when they should have been.</summary>
internal sealed class ScanPurger(IScanStore store, ScanDeletion deletion, TimeProvider timeProvider, ILogger<ScanPurger> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await deletion.RetryAsync();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await deletion.RetryAsync();
            try
            {
                var count = await store.DeleteExpiredAsync(stoppingToken);
                if (count > 0)
                {
                    ScanLog.Expired(logger, count);
                }
            }
            catch (ScanStoreException e)
            {
                FaultLog.StoreFailed(logger, e.Error, e.Message);
            }
        }
    }
}
