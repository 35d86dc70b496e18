using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>Three hosts in a world of their own, and the program with the log level that it ships with.</summary>
internal sealed class BenchmarkLab : IDisposable
{
    // The last setting wins over the harness's, which is verbose so that tests can search the log.
    private static readonly string[] QuietLog =
    [
        "--Serilog:MinimumLevel:Default=Information",
        "--Serilog:MinimumLevel:Override:Microsoft=Warning",
        "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore=Warning",
    ];

    private BenchmarkLab(ThreeHosts hosts, ShippedProgram program)
    {
        Hosts = hosts;
        Program = program;
    }

    /// <summary>The hosts.</summary>
    public ThreeHosts Hosts { get; }

    /// <summary>The program.</summary>
    public ShippedProgram Program { get; }

    /// <summary>Builds it anew, so that no limiter's bucket remembers an earlier scan.</summary>
    public static BenchmarkLab Build(World world, Side side) => Build(world.Prepare, side, [.. ShippedProgram.AllowTheLab, .. world.Settings]);

    /// <inheritdoc cref="Build(World, Side)"/>
    public static BenchmarkLab Build(Action<ThreeHosts, Side> prepare, Side side, IEnumerable<string> settings)
    {
        var hosts = new ThreeHosts();
        try
        {
            prepare(hosts, side);
            return new BenchmarkLab(hosts, ShippedProgram.Start(hosts.Server, [side.Server], [.. settings, .. QuietLog]));
        }
        catch
        {
            hosts.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Program.Dispose();
        Hosts.Dispose();
    }
}
