using System.Globalization;

namespace PortScanner.Benchmarks.Scans;

/// <summary>What a process has used so far, from <c>/proc</c> (proc(5)).</summary>
/// <param name="User">Processor time in user mode.</param>
/// <param name="Kernel">Processor time in the kernel.</param>
/// <param name="ResidentMegabytes">The resident memory that it has.</param>
/// <param name="PeakMegabytes">The most resident memory that it ever had.</param>
internal readonly record struct ProcessUsage(TimeSpan User, TimeSpan Kernel, double ResidentMegabytes, double PeakMegabytes)
{
    // USER_HZ is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Reads it.</summary>
    public static ProcessUsage Of(int processId)
    {
        // The second field, the program's name, may hold spaces; the fields after it are counted from its closing bracket.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var status = File.ReadAllLines($"/proc/{processId}/status");
        return new ProcessUsage(Time(fields[11]), Time(fields[12]), Megabytes(status, "VmRSS:"), Megabytes(status, "VmHWM:"));
    }

    /// <summary>The processor time of this process and of all that it ran and that have ended.</summary>
    public static TimeSpan OfThisAndItsChildren()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return Time(fields[11]) + Time(fields[12]) + Time(fields[13]) + Time(fields[14]);
    }

    private static double Megabytes(IEnumerable<string> status, string name)
    {
        var kilobytes = status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }

    private static TimeSpan Time(string ticks) => TimeSpan.FromSeconds(long.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond);
}
