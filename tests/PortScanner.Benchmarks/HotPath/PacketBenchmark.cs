using System.Buffers.Binary;
using System.Diagnostics;

using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>What the program itself does for each packet, without the kernel's part.</summary>
internal static class PacketBenchmark
{
    private const int Rounds = 30;

    /// <summary>Measures building and matching on both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable("a packet, on one core", "IP", "ns", "bytes allocated");
        foreach (var side in (Side[])[Side.V4, Side.V6])
        {
            using var scan = new PaperScan(side.Server, side.Client);
            Add("build a SYN", () => { }, () => Build(scan));
            Add("parse a SYN+ACK, find its probe, record it", scan.BeginAgain, () => Match(scan));

            void Add(string name, Action prepare, Action loop)
            {
                if (options.Wants(name))
                {
                    var (nanoseconds, bytes) = Measure(prepare, loop);
                    table.Add(name, side.IsV6 ? "6" : "4", $"{nanoseconds:N0}", $"{bytes:N2}");
                }
            }
        }

        return table;
    }

    private static void Build(PaperScan scan)
    {
        Span<byte> packet = stackalloc byte[RawSender.MaximumPacketLength];
        for (var port = 0; port < PaperScan.PortCount; port++)
        {
            scan.Builder.Build(port, 0, 0, packet);
        }
    }

    private static void Match(PaperScan scan)
    {
        var (packet, portOffset) = scan.WriteSynAck();
        for (var port = 0; port < PaperScan.PortCount; port++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(portOffset), (ushort)port);
            scan.Matcher.OnPacket(packet, 2, isLoopback: false);
        }
    }

    // Of all rounds the median time, and the least that was allocated: the runtime allocates too while it optimises what is hot.
    private static (double Nanoseconds, double Bytes) Measure(Action prepare, Action loop)
    {
        var times = new List<TimeSpan>();
        var bytes = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var since = Stopwatch.GetTimestamp();
            loop();
            times.Add(Stopwatch.GetElapsedTime(since));
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (Median.Of(times).TotalNanoseconds / PaperScan.PortCount, (double)bytes.Min() / PaperScan.PortCount);
    }
}
