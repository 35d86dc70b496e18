using System.Diagnostics;

using PortScanner.Benchmarks.Output;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>Forty visitors who come in the same moment, each with an address of its own, against one who comes alone.</summary>
internal static class ManyVisitorsBenchmark
{
    private const int Count = 40;

    private static readonly (string Name, World World)[] Worlds =
        [("quick, stealth", World.Stealth), ("quick, no firewall, ICMP limits lifted", World.NoFirewall.WithoutIcmpLimits())];

    /// <summary>Measures both worlds on both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable(
            $"{Count} visitors at once", "IP", "one alone, s", "median of all, s", "slowest, s", "slowest / alone", "wrong", "unknown",
            "CPU ms a scan (user + kernel)", "peak memory, MB (before)");
        foreach (var (name, world) in Worlds.Where(row => options.Wants($"{Count} visitors {row.Name}")))
        {
            Measure(name, world, Side.V4, options, table);
            Measure(name, world, Side.V6, options, table);
        }

        return table;
    }

    private static void Measure(string name, World world, Side side, BenchmarkOptions options, MarkdownTable table)
    {
        using var lab = BenchmarkLab.Build(world, side);
        string[] addresses = [.. Enumerable.Range(10, Count).Select(i => side.IsV6 ? $"2001:db8:2::{i}" : $"198.51.100.{i}")];
        lab.Hosts.Client.Configure(string.Join('\n', addresses.Select(address => $"addr add {address}/{(side.IsV6 ? "64 nodad" : "24")} dev wan")));
        var visitor = new Visitor(lab.Hosts.Client, side.Server);
        var alone = Median.Of(Enumerable.Range(0, options.Runs).Select(_ => Scan(visitor, side.Client.ToString()).Seconds));

        var before = ProcessUsage.Of(lab.Program.ProcessId);
        var scans = new (double Seconds, ScanReport Report)[Count];
        var threads = addresses.Select((address, i) => new Thread(() => scans[i] = Scan(visitor, address))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var after = ProcessUsage.Of(lab.Program.ProcessId);

        var rows = scans.SelectMany(scan => scan.Report.Results).ToList();
        var slowest = scans.Max(scan => scan.Seconds);
        table.Add(
            name,
            side.IsV6 ? "6" : "4",
            $"{alone:N1}",
            $"{Median.Of(scans.Select(scan => scan.Seconds)):N1}",
            $"{slowest:N1}",
            $"{slowest / alone:N2}",
            $"{rows.Count(row => row.State != "unknown" && row.Answer != world.Truth(row))} of {rows.Count}",
            $"{rows.Count(row => row.State == "unknown")}",
            $"{(after.User - before.User).TotalMilliseconds / Count:N0} + {(after.Kernel - before.Kernel).TotalMilliseconds / Count:N0}",
            $"{after.PeakMegabytes:N0} ({before.PeakMegabytes:N0})");
    }

    private static (double Seconds, ScanReport Report) Scan(Visitor visitor, string from)
    {
        var since = Stopwatch.GetTimestamp();
        var answer = visitor.Curl("/scan", [.. Scenario.QuickForm.Arguments(), "--interface", from]);
        return (Stopwatch.GetElapsedTime(since).TotalSeconds, ScanReport.Parse(answer));
    }
}
