namespace PortScanner.Web.Features.Live;

/// <summary>Ends the live scans whose page is gone, and all of them when the program stops.</summary>
internal sealed class LiveScanPurger(LiveScans scans, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await scans.EndAllAsync();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await scans.EndOverAsync();
        }
    }
}
