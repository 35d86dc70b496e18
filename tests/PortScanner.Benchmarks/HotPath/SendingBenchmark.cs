using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>SYNs built and sent by one thread over a veth pair, as fast as they go, beside those of its peers over the same.</summary>
internal static class SendingBenchmark
{
    private const int PassCount = 16;
    private const string Name = "SYNs over veth";

    /// <summary>Measures both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable("sending SYNs over veth", "IP", "thousand packets/s", "best", "CPU µs a packet (user + kernel)", "refused by the kernel");
        foreach (var side in (Side[])[Side.V4, Side.V6])
        {
            if (options.Wants(Name))
            {
                Measure(side, options, table);
            }
        }

        return table;
    }

    private static void Measure(Side side, BenchmarkOptions options, MarkdownTable table)
    {
        using var hosts = new ThreeHosts();
        // The packets end at the router; forwarding them would be measured too.
        Firewall.Load(hosts.Router, """
            table inet lab {
              chain lab {
                type filter hook prerouting priority raw;
                tcp flags syn drop
              }
            }
            """);

        // In turns, so that whatever else the machine does meets all of them.
        var refused = 0;
        var senders = new List<(string Name, Action Send, List<Transmission> Runs)> { ("this program", () => refused += Send(hosts.Server, side), []) };
        senders.AddRange(Peers.Senders(hosts, side).Select(peer => (peer.Name, peer.Send, new List<Transmission>())));
        for (var run = 0; run < options.Runs; run++)
        {
            senders.ForEach(sender => sender.Runs.Add(Transmission.While(hosts.Server, sender.Send)));
        }

        foreach (var (name, _, runs) in senders)
        {
            table.Add(
                name,
                side.IsV6 ? "6" : "4",
                $"{Median.Of(runs.Select(run => run.PacketsPerSecond)) / 1000:N0}",
                $"{runs.Max(run => run.PacketsPerSecond) / 1000:N0}",
                $"{Median.Of(runs.Select(run => run.MicrosecondsAPacket)):N2}",
                name == senders[0].Name ? $"{refused}" : "");
        }
    }

    private static int Send(NetworkNamespace server, Side side) => server.Run(() =>
    {
        using var scan = new PaperScan(side.Server, side.Client);
        using var sender = new RawSender(side.Server, TimeProvider.System);
        var report = new Refusals();
        for (var pass = 0; pass < PassCount; pass++)
        {
            for (var port = 0; port < PaperScan.PortCount; port++)
            {
                sender.Add(scan.Target, scan.Builder.Build(port, pass, pass, sender.NextPacket), new Send(port), report);
            }
        }

        sender.Flush();
        return report.Count;
    });

    private sealed class Refusals : ISendReport
    {
        public int Count { get; private set; }

        public void OnLeaving(Send send, long now)
        {
            // Only refusals are counted.
        }

        public void OnRefused(Send send, SendError error) => Count++;
    }
}
