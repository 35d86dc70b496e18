using System.Diagnostics;
using System.Globalization;

using PortScanner.Benchmarks.Scans;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>How fast packets left a host, by its own interface's counter, and at what cost.</summary>
/// <param name="PacketsPerSecond">Over the time in which packets did leave.</param>
/// <param name="MicrosecondsAPacket">Processor time of this process and of those that it ran, each packet's share.</param>
internal readonly record struct Transmission(double PacketsPerSecond, double MicrosecondsAPacket)
{
    private const int SampleMilliseconds = 50;

    // What a program's start and the kernel's own chatter send is not a rate.
    private const int LeastPacketsOfABusySample = 1000;

    /// <summary>Watches the counter while something sends.</summary>
    public static Transmission While(NetworkNamespace host, Action work)
    {
        var timeBefore = ProcessUsage.OfThisAndItsChildren();
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

        return new Transmission(packets / busy.TotalSeconds, (ProcessUsage.OfThisAndItsChildren() - timeBefore).TotalMicroseconds / packets);
    }

    // A line of /proc/net/dev: the name, eight numbers of what came, then the packets that left as the second of the next eight.
    private static long Read(NetworkNamespace host) => host.Run(() => long.Parse(
        File.ReadLines("/proc/thread-self/net/dev").Single(line => line.TrimStart().StartsWith("wan:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[10],
        CultureInfo.InvariantCulture));
}
