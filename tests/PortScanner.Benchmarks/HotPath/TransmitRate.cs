using System.Diagnostics;
using System.Globalization;

using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>How fast packets leave a host, by its own interface's counter.</summary>
internal static class TransmitRate
{
    private const int SampleMilliseconds = 50;

    // What a program's start and the kernel's own chatter send is not a rate.
    private const int LeastPacketsOfABusySample = 1000;

    /// <summary>Packets a second over the time in which packets did leave.</summary>
    public static double While(NetworkNamespace host, Action work)
    {
        var worker = new Thread(() => work());
        var packets = 0L;
        var busy = TimeSpan.Zero;
        var before = Read(host);
        var since = Stopwatch.GetTimestamp();
        worker.Start();
        while (worker.IsAlive)
        {
            Thread.Sleep(SampleMilliseconds);
            var (now, count) = (Stopwatch.GetTimestamp(), Read(host));
            if (count - before > LeastPacketsOfABusySample)
            {
                packets += count - before;
                busy += Stopwatch.GetElapsedTime(since, now);
            }

            (since, before) = (now, count);
        }

        return packets / busy.TotalSeconds;
    }

    // A line of /proc/net/dev: the name, eight numbers of what came, then the packets that left as the second of the next eight.
    private static long Read(NetworkNamespace host) => host.Run(() => long.Parse(
        File.ReadLines("/proc/thread-self/net/dev").Single(line => line.TrimStart().StartsWith("wan:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[10],
        CultureInfo.InvariantCulture));
}
