using System.Globalization;

namespace PortScanner.Benchmarks.Scans;

/// <summary>What a process has used so far, from <c>/proc</c> (proc(5)).</summary>
/// <param name="User">Processor time in user mode.</param>
/// <param name="Kernel">Processor time in the kernel.</param>
/// <param name="PeakMegabytes">The most resident memory that it ever had.</param>
internal readonly record struct ProcessUsage(TimeSpan User, TimeSpan Kernel, double PeakMegabytes)
{
    // USER_HZ is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Reads it.</summary>
    public static ProcessUsage Of(int processId)
    {
        // The second field, the program's name, may hold spaces; the fields after it are counted from its closing bracket.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var peak = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return new ProcessUsage(Time(fields[11]), Time(fields[12]), double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024);
    }

    private static TimeSpan Time(string ticks) => TimeSpan.FromSeconds(long.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond);
}
