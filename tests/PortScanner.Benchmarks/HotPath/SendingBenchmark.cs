using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Engine.Sending;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>SYNs built and sent by one thread over a veth pair, as fast as they go, beside masscan's over the same.</summary>
internal static class SendingBenchmark
{
    private const int PassCount = 16;
    private const string Name = "SYNs over veth";
    private const string Peer = "masscan";

    /// <summary>Measures both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable("sending", "IP", "thousand packets/s", $"{Peer}: thousand packets/s", $"this / {Peer}", "refused by the kernel");
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

        var refused = 0;
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var run = 0; run < options.Runs; run++)
        {
            ours.Add(TransmitRate.While(hosts.Server, () => refused += Send(hosts.Server, side)));
            if (LabRequirements.HasTool(Peer))
            {
                theirs.Add(TransmitRate.While(hosts.Server, () => Masscan(hosts, side)));
            }
        }

        var rate = Median.Of(ours);
        var peerRate = theirs.Count == 0 ? (double?)null : Median.Of(theirs);
        table.Add(
            Name,
            side.IsV6 ? "6" : "4",
            $"{rate / 1000:N0}",
            peerRate is null ? "not installed" : $"{peerRate / 1000:N0}",
            peerRate is null ? "" : $"{rate / peerRate:N2}",
            $"{refused}");
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
                sender.Add(scan.Target, scan.Builder.Build(port, pass, sender.NextPacket), report, port);
            }
        }

        sender.Flush();
        return report.Count;
    });

    // Sixteen addresses, so that it sends as many packets as we do. It does not find an IPv6 router's hardware address by itself.
    private static void Masscan(ThreeHosts hosts, Side side)
    {
        var hardwareAddress = hosts.Router.RunIn("ip", ["-brief", "link", "show", "srv"]).Succeeded().Output
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
        hosts.Server.RunIn(Peer,
        [
            side.IsV6 ? "2001:db8:2::10-2001:db8:2::1f" : "198.51.100.16/28", "-p0-65535", "--rate", "1000000", "--wait", "0",
            "--adapter", "wan", "--adapter-ip", side.Server.ToString(),
            side.IsV6 ? "--router-mac-ipv6" : "--router-mac", hardwareAddress,
        ]).Succeeded();
    }

    private sealed class Refusals : ISendReport
    {
        public int Count { get; private set; }

        public void OnLeaving(int index, long now)
        {
            // Only refusals are counted.
        }

        public void OnRefused(int index) => Count++;
    }
}
