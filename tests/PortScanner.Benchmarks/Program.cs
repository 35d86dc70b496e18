using PortScanner.Benchmarks;
using PortScanner.Benchmarks.Bus;
using PortScanner.Benchmarks.Crowds;
using PortScanner.Benchmarks.HotPath;
using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Benchmarks.Storage;
using PortScanner.Lab.Network;

if (BenchmarkOptions.TryParse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 1;
}

var whyNot = LabRequirements.WhyNot ?? (LabRequirements.HasTool("nmap") ? null : "the program nmap, which is the peer, is not installed");
if (whyNot is not null)
{
    Console.Error.WriteLine($"The benchmarks cannot run: {whyNot}.");
    return 1;
}

var sections = new List<string> { Machine.Describe(options) };
Console.WriteLine(sections[0]);
foreach (var measure in (Func<BenchmarkOptions, MarkdownTable>[])[ScanBenchmark.Run, CrowdBenchmark.Run, PacketBenchmark.Run, SendingBenchmark.Run, ReceivingBenchmark.Run, StorageBenchmark.Run, BusBenchmark.Run])
{
    var table = measure(options);
    if (table.HasRows)
    {
        sections.Add(table.ToString());
        Console.WriteLine($"\n{table}");
    }
}

if (options.Write is { } file)
{
    MarkedSection.Replace(file, string.Join('\n', sections));
}

return 0;
