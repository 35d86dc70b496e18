using PortScanner.Storage;
using PortScanner.Storage.Limits;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Admission;

/// <summary>Renews what this node's scans hold in the database that the nodes share, and deletes there what is over, whoever left it.</summary>
internal sealed class SharedLimitRenewal(SharedLimits limits, TimeProvider timeProvider, ILogger<SharedLimitRenewal> logger) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SharedLimits.Renewal, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await limits.RenewAsync(stoppingToken);
            }
            catch (ScanStoreException e)
            {
                FaultLog.StoreFailed(logger, e.Error, e.Message);
            }
        }
    }
}
