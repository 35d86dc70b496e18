using System.Globalization;

using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.Bus;

/// <summary>
/// What rows cost on their way from a tester to a web node: over a Unix socket as between two processes of one machine, and over a real broker, sealed,
/// in order and acknowledged. Both ends are in this process, and the two ways are measured in turns.
/// </summary>
internal static class BusBenchmark
{
    private const int RowsInBatch = 11;

    private static readonly (int Scans, int BatchesPerSecond)[] Loads = [(20, 20), (200, 20), (200, 5)];

    /// <summary>Measures all that is wanted.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable(
            "rows to a web node, 11 in a batch", "runs", "rows a second", "batch p50, ms", "p99, ms", "this process, µs a row", "broker, µs a row", "broker resident MB", "lost");
        if (options.Wants("bus") && LabRequirements.HasTool("nats-server"))
        {
            RunAsync(options, table).GetAwaiter().GetResult();
        }

        return table;
    }

    private static async Task RunAsync(BenchmarkOptions options, MarkdownTable table)
    {
        using var broker = ThrowAwayBroker.Start();
        await using var bus = await BusRoad.CreateAsync(broker);
        await using var socket = new SocketRoad();
        foreach (var (scans, batches) in Loads)
        {
            // What is compiled while it runs is compiled before.
            var runs = new Dictionary<IRowRoad, List<RoadRun>> { [socket] = [], [bus] = [] };
            for (var run = -1; run < options.Runs; run++)
            {
                foreach (var road in runs.Keys)
                {
                    var measured = await RoadRun.MeasureAsync(road, scans, batches, broker.ProcessId);
                    if (run >= 0)
                    {
                        runs[road].Add(measured);
                    }
                }
            }

            foreach (var (road, measured) in runs)
            {
                Add(table, $"{road.Name}, {scans} scans, {batches} batches a second each", measured, road == bus ? ProcessUsage.Of(broker.ProcessId).ResidentMegabytes : null);
            }
        }
    }

    private static void Add(MarkdownTable table, string name, List<RoadRun> runs, double? resident) => table.Add(
        name,
        $"{runs.Count}",
        Text(Median.Of(runs.Select(run => run.Batches * RowsInBatch / run.Elapsed.TotalSeconds)), "N0"),
        Text(Median.Of(runs.Select(run => run.Percentile(0.5))), "N2"),
        Text(Median.Of(runs.Select(run => run.Percentile(0.99))), "N1"),
        Text(Median.Of(runs.Select(run => run.Own.TotalMicroseconds / run.Batches / RowsInBatch)), "N1"),
        resident is null ? "" : Text(Median.Of(runs.Select(run => run.Broker.TotalMicroseconds / run.Batches / RowsInBatch)), "N1"),
        resident is { } megabytes ? Text(megabytes, "N0") : "",
        $"{runs.Sum(run => run.Sent - run.Batches)}");

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
