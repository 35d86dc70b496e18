using PortScanner.Engine;
using PortScanner.Engine.Memory;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Forgetting;

/// <summary>
/// Has what visitors left in memory cleared once they are gone. What was purged is nobody's any more, but stays where it is until something else is
/// written there, which on an idle machine can be hours: objects until the collector comes, and it comes when memory is needed; packets in the
/// capture's rings until others come.
/// </summary>
/// <param name="visits">Whether there were any.</param>
/// <param name="engine">What holds packets; null where the tester is another process.</param>
/// <param name="ongoing">What runs; null in the tester.</param>
/// <param name="own">What writes over the server's memory of the last visitor; null where there is no server, or only a proxy comes.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class MemoryCleaning(RecentVisits visits, ScanEngine? engine, OngoingScans? ongoing, OwnVisits? own, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Whoever was there may come again at once, as a page does for its parts; and whoever stays must not keep the others from being forgotten.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // The framework's pools of arrays give up what nobody has used for half a minute, when a collection comes.
    private static readonly TimeSpan PoolAge = TimeSpan.FromSeconds(31);

    // Objects that others wait for to be freed are found by the first collection, and freed by the next.
    private const int Collections = 2;

    // Four megabytes, in objects as small as the gaps that matter: an address, and the text of one.
    private const int Fillings = 65_536;
    private const int FillingBytes = 40;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        var cleaned = Seen();
        var last = cleaned;
        long? firstAt = null;
        long? againAt = null;
        var lastAt = 0L;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = timeProvider.GetTimestamp();
            var seen = Seen();
            if (seen == cleaned)
            {
                if (againAt is { } cleanedAt && timeProvider.GetElapsedTime(cleanedAt, now) >= PoolAge)
                {
                    againAt = null;
                    Collect();
                }

                continue;
            }

            firstAt ??= now;
            lastAt = seen == last ? lastAt : now;
            last = seen;
            var isDue = timeProvider.GetElapsedTime(lastAt, now) >= Calm || timeProvider.GetElapsedTime(firstAt.Value, now) >= Longest;
            if (isDue && ongoing?.IsEmpty != false && engine?.TryForget() != false)
            {
                await (own?.MakeAsync(stoppingToken) ?? Task.CompletedTask);
                Collect();

                // As it was before: who came meanwhile, which on a busy machine may be a whole scan, has left something again.
                (cleaned, firstAt, againAt) = (seen, null, now);
            }
        }
    }

    private (long Visits, long Scans) Seen() => (visits.Count, engine?.ScanCount ?? 0);

    // Aggressive, since memory that is kept for later is not cleared, but that which is given back to the kernel is gone.
    private static void Collect()
    {
        for (var i = 0; i < Collections; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        FillGaps();
        StackRemains.Clear();
    }

    // Where an object that cannot move keeps a page, what was beside it stays readable. Old gaps are filled with what grows old: a collection of each
    // generation moves these there.
    private static void FillGaps()
    {
        var filling = new byte[Fillings][];
        for (var i = 0; i < filling.Length; i++)
        {
            filling[i] = new byte[FillingBytes];
        }

        for (var generation = 0; generation < GC.MaxGeneration; generation++)
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        GC.KeepAlive(filling);
    }
}
