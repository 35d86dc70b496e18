using System.Diagnostics;

namespace PortScanner.Benchmarks.Storage;

/// <summary>What a piece of work took of this process.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Processor">The processor time of all threads.</param>
/// <param name="Allocated">The bytes that were allocated.</param>
/// <param name="Threads">The most threads that the pool had, seen every 10 ms.</param>
internal readonly record struct Usage(TimeSpan Elapsed, TimeSpan Processor, long Allocated, int Threads)
{
    /// <summary>Measures work.</summary>
    public static async Task<Usage> OfAsync(Func<Task> work)
    {
        var threads = 0;
        using var over = new CancellationTokenSource();
        var watch = new Thread(() =>
        {
            while (!over.Token.WaitHandle.WaitOne(10))
            {
                threads = Math.Max(threads, ThreadPool.ThreadCount);
            }
        });
        watch.Start();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var since = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(since);
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        await over.CancelAsync();
        watch.Join();
        return new Usage(elapsed, processor, allocated, threads);
    }
}
