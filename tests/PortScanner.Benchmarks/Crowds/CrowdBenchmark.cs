using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Lab.Crowds;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Crowds;

/// <summary>Visitors who come in the same moment, each with an address of its own, against one who comes alone.</summary>
internal static partial class CrowdBenchmark
{
    // Those who come alone have addresses that nobody of the crowd has, so that no limit remembers them.
    private const int FirstAlone = 1000;

    // The memory of a round is what the program keeps of it, not what it has yet to clean up.
    // The program says what its capture lost within five seconds.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    /// <summary>Measures every crowd that is wanted, on both families.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable(
            "visitors at once", "IP", "hosts", "one alone, s", "median, s", "slowest, s", "slowest / alone", "settled: slowest, s", "wrong", "unknown", "closed\\|filtered",
            "CPU ms a scan (user + kernel)", "resident MB: before, most, after", "lost by the capture", "load average");
        foreach (var scenario in CrowdScenario.All.Where(scenario => (options.Slow || !scenario.IsSlow) && options.Wants(scenario.Name)))
        {
            Measure(scenario, Side.V4, options, table);
            Measure(scenario, Side.V6, options, table);
        }

        return table;
    }

    private static void Measure(CrowdScenario scenario, Side side, BenchmarkOptions options, MarkdownTable table)
    {
        using var lab = BenchmarkLab.Build((hosts, _) => Prepare(hosts, scenario), side, scenario.Settings);
        var alone = scenario.Hosts.ToDictionary(
            host => host,
            host => Median.Of(Enumerable.Range(FirstAlone, options.Runs).Select(index => Scan(lab, side, scenario.Form, [host.Address(side, index)])[0].Seconds)));
        var visitors = Enumerable.Range(0, scenario.Count)
            .Select(index => (Host: scenario.Hosts[index % scenario.Hosts.Count], Index: index / scenario.Hosts.Count))
            .ToList();
        for (var round = 1; round <= scenario.Rounds; round++)
        {
            var before = ProcessUsage.Of(lab.Program.ProcessId);
            var answers = Scan(lab, side, scenario.Form, [.. visitors.Select(visitor => visitor.Host.Address(side, visitor.Index))]);
            var after = ProcessUsage.Of(lab.Program.ProcessId);
            var load = Machine.Load();
            Thread.Sleep(Rest);
            var rested = ProcessUsage.Of(lab.Program.ProcessId);
            var name = scenario.Rounds == 1 ? scenario.Name : $"{scenario.Name}, round {round}";
            foreach (var host in scenario.Hosts)
            {
                var own = answers.Where((_, i) => visitors[i].Host == host).ToList();
                var seconds = own.Select(answer => answer.Seconds).ToList();
                var reports = own.ConvertAll(answer => answer.Report());
                var rows = reports.SelectMany(report => report.Results).ToList();
                var (unknown, hidden) = RowTruth.Undecided(rows);
                var isFirst = host == scenario.Hosts[0];
                table.Add(
                    isFirst ? name : "",
                    side.IsV6 ? "6" : "4",
                    $"{own.Count} {host.Name}",
                    $"{alone[host]:N1}",
                    $"{Median.Of(seconds):N1}",
                    $"{seconds.Max():N1}",
                    $"{seconds.Max() / alone[host]:N2}",
                    $"{reports.Max(report => report.SettledMs / 1000.0 ?? double.PositiveInfinity):N1}",
                    $"{rows.Count(row => row.IsWrong(host.Truth(row.Protocol)))} of {rows.Count}",
                    unknown,
                    hidden,
                    isFirst ? $"{Milliseconds(after.User - before.User, scenario)} + {Milliseconds(after.Kernel - before.Kernel, scenario)}" : "",
                    isFirst ? $"{before.ResidentMegabytes:N0}, {after.PeakMegabytes:N0}, {rested.ResidentMegabytes:N0}" : "",
                    isFirst ? LostByCapture(lab.Program.Written) : "",
                    isFirst ? load : "");
            }
        }
    }

    private static void Prepare(ThreeHosts hosts, CrowdScenario scenario)
    {
        Crowd.Gather(hosts);
        Crowd.Guard(hosts.Client, scenario.ErrorsPerSecond);
    }

    private static string LostByCapture(string log) =>
        Losses().Matches(log).Sum(match => long.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time, CrowdScenario scenario) => $"{time.TotalMilliseconds / scenario.Count:N1}";

    private static CrowdAnswer[] Scan(BenchmarkLab lab, Side side, ScanForm form, IReadOnlyList<IPAddress> addresses) =>
        CrowdVisitor.ScanAllAsync(lab.Hosts.Client, side.Server, addresses, form).GetAwaiter().GetResult();

    [GeneratedRegex(@"capture lost (?<n>\d+) packets", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Losses();
}
