namespace PortScanner.Benchmarks.Output;

/// <summary>What the numbers depend on.</summary>
internal static class Machine
{
    /// <summary>The machine and how it was measured, in a sentence.</summary>
    public static string Describe(BenchmarkOptions options) =>
        $"Measured {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, at most {options.Runs} runs each, on {Environment.ProcessorCount} cores "
        + $"({Processor()}), {Environment.OSVersion.VersionString}, .NET {Environment.Version}; load average before: {Load()}.\n";

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor";

    /// <summary>The load averages over 1, 5 and 15 minutes.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}
