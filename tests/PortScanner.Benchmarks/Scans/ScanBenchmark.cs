using System.Diagnostics;

using PortScanner.Benchmarks.Output;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>Whole scans, from curl's start to its end, each beside nmap's on the same hosts.</summary>
internal static class ScanBenchmark
{
    // nmap is run as often as the program, but not again once this much time is spent on it.
    private static readonly TimeSpan PeerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Measures every scenario that is wanted.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable(
            "work", "IP", "runs", "seconds (slowest)", "settled, s (slowest)", "wrong", "unknown", "closed\\|filtered", "packets", "resident MB: before, most", "nmap's ports", "nmap: seconds", "wrong", "packets", "nmap / this");
        foreach (var scenario in Scenario.All.Where(scenario => (options.Slow || !scenario.IsSlow) && options.Wants(scenario.Name)))
        {
            foreach (var side in scenario.World.OnlySide is { } only ? [only] : (Side[])[Side.V4, Side.V6])
            {
                Measure(scenario, side, options, table);
            }
        }

        return table;
    }

    private static void Measure(Scenario scenario, Side side, BenchmarkOptions options, MarkdownTable table)
    {
        using var lab = BenchmarkLab.Build(scenario.World, side);
        var counter = new PacketCounter(lab.Hosts.Server, side, ShippedProgram.Port);
        var visitor = new Visitor(lab.Hosts.Client, side.Server);
        var seconds = new List<double>();
        var before = ProcessUsage.Of(lab.Program.ProcessId);
        var rows = new List<ScanRow>();
        var settled = new List<double>();
        while (seconds.Count < options.Runs && (seconds.Count == 0 || seconds.Sum() < options.MostSeconds))
        {
            var since = Stopwatch.GetTimestamp();
            var report = visitor.Scan(scenario.Form);
            seconds.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
            rows.AddRange(report.Results);
            settled.Add(report.SettledMs / 1000.0 ?? double.PositiveInfinity);
        }

        var packets = counter.Read();
        var most = ProcessUsage.Of(lab.Program.ProcessId).PeakMegabytes;
        var peerPorts = PeerPorts(scenario, options, rows);
        var peer = new List<(double Seconds, int Wrong, int Ports)>();
        var peerSince = Stopwatch.GetTimestamp();
        do
        {
            peer.Add(Nmap.Scan(lab.Hosts, side, peerPorts, scenario.World.NmapReason));
        }
        while (peer.Count < options.Runs && Stopwatch.GetElapsedTime(peerSince) < PeerTimeout);

        var (unknown, hidden) = RowTruth.Undecided(rows);
        var peerSeconds = Median.Of(peer.Select(run => run.Seconds));
        table.Add(
            scenario.Name,
            side.IsV6 ? "6" : "4",
            $"{seconds.Count}",
            $"{Median.Of(seconds):N1} ({seconds.Max():N1})",
            $"{Median.Of(settled):N1} ({settled.Max():N1})",
            $"{rows.Count(row => row.IsWrong(scenario.World.Truth(row)))} of {rows.Count}",
            unknown,
            hidden,
            $"{packets / seconds.Count}",
            $"{before.ResidentMegabytes:N0}, {most:N0}",
            $"{peer[0].Ports}",
            $"{peerSeconds:N1}",
            $"{peer.Sum(run => run.Wrong)} of {peer.Sum(run => run.Ports)}",
            $"{(counter.Read() - packets) / peer.Count}",
            $"{peerSeconds / Median.Of(seconds):N1}");
    }

    private static string PeerPorts(Scenario scenario, BenchmarkOptions options, IEnumerable<ScanRow> rows) => scenario switch
    {
        { HasSlowPeer: true } when !options.WithSlowPeers => "1-100",
        { PeerPorts: { } ports } => ports,
        _ => string.Join(',', rows.Where(row => row.Protocol == "tcp").Select(row => row.Port).Distinct()),
    };
}
