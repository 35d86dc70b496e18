using System.Buffers.Binary;
using System.Diagnostics;

using PortScanner.Benchmarks.Output;
using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tests;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>SYN+ACKs that come over veth at a steady pace, taken by the capture alone, and by the capture with the matching behind it.</summary>
internal static class ReceivingBenchmark
{
    private const int PacketsPerSecond = 160_000;
    private const string Name = "receiving";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Measures both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable(
            "receiving SYN+ACKs over veth", "IP", "thousand packets/s", "lost", "ns of the capture's thread a packet", "% of a core", "bytes allocated");
        foreach (var side in (Side[])[Side.V4, Side.V6])
        {
            if (options.Wants(Name))
            {
                Measure("capture alone", side, table, _ => new PacketTally(null));
                Measure("capture and matching", side, table, matcher => new PacketTally(matcher));
            }
        }

        return table;
    }

    private static void Measure(string name, Side side, MarkdownTable table, Func<IPacketHandler, PacketTally> tallyOf)
    {
        using var hosts = new ThreeHosts();
        PacketTally? tally = null;
        using var scan = hosts.Server.Run(() => new PaperScan(side.Server, side.Client, matcher => tally = tallyOf(matcher)));
        scan.BeginAgain();
        scan.Capture.Start();
        var thread = ThreadTime.OfThread("capture");
        var before = thread.Read();
        var since = Stopwatch.GetTimestamp();
        hosts.Router.Run(() => Flood(scan, side));
        var elapsed = Stopwatch.GetElapsedTime(since);
        var end = TimeProvider.System.GetTimestamp();
        SpinWait.SpinUntil(() => scan.Capture.HasLookedSince(end), Timeout);

        var time = thread.Read() - before;
        table.Add(
            name,
            side.IsV6 ? "6" : "4",
            $"{tally!.Count / elapsed.TotalSeconds / 1000:N0}",
            $"{scan.Capture.ReadLossCount()}",
            $"{time.TotalNanoseconds / tally.Count:N0}",
            $"{100 * time / elapsed:N1}",
            $"{(double)tally.AllocatedBytes / tally.Count:N2}");
    }

    // From the router, in the visitor's name: only the way to the server is measured.
    private static long Flood(PaperScan scan, Side side)
    {
        using var sender = new RawSender(side.RouterToServer, TimeProvider.System);
        var server = Targets.Of(side.Server);
        var nobody = new Unreported();
        var (packet, portOffset) = scan.WriteSynAck();
        var sent = 0L;
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) is var elapsed && elapsed < Duration;)
        {
            for (; sent < elapsed.TotalSeconds * PacketsPerSecond; sent++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(portOffset), (ushort)sent);
                packet.CopyTo(sender.NextPacket);
                sender.Add(server, packet.Length, default, nobody);
            }

            sender.Flush();
            Thread.Sleep(1);
        }

        return sent;
    }

    private sealed class Unreported : ISendReport
    {
        public void OnLeaving(Send send, long now)
        {
            // What is sent is counted by the flood itself.
        }

        public void OnRefused(Send send, SendError error) => throw new InvalidOperationException("The kernel refused a packet of the flood.");
    }
}
