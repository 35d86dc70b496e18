using System.Globalization;

using PortScanner.Benchmarks.Scans;
using PortScanner.Lab.Crowds;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Crowds;

/// <summary>Visitors who all come in the same moment.</summary>
/// <param name="Name">What the table calls them.</param>
/// <param name="Form">What they ask for.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Hosts">The kinds of host that they have in turn.</param>
/// <param name="ErrorsPerSecond">How many ICMP errors each host sends a second; null for no limit.</param>
/// <param name="Rounds">How often they come, to see whether memory grows.</param>
/// <param name="MaximumProbes">How many probes the program has room for; null for its default.</param>
/// <param name="IsSlow">Whether they are left out unless they are asked for.</param>
internal sealed record CrowdScenario(
    string Name, ScanForm Form, int Count, IReadOnlyList<CrowdHost> Hosts, int? ErrorsPerSecond = null, int Rounds = 1, int? MaximumProbes = null, bool IsSlow = false)
{
    /// <summary>What the program is set to, beyond its defaults.</summary>
    public IEnumerable<string> Settings =>
        [.. Crowd.Allow, .. MaximumProbes is { } probes ? [string.Create(CultureInfo.InvariantCulture, $"--Engine:MaximumProbes={probes}")] : (string[])[]];

    /// <summary>What is measured.</summary>
    public static IReadOnlyList<CrowdScenario> All { get; } =
    [
        new("40 visitors, quick, stealth", Scenario.Quick, 40, [CrowdHost.Silent]),
        new("40 visitors, quick, no firewall, no ICMP limit", Scenario.Quick, 40, [CrowdHost.NoFirewall]),
        new("1,000 visitors, quick, mixed, 10 ICMP errors/s each", Scenario.Quick, 1000, CrowdHost.All, ErrorsPerSecond: 10, Rounds: 3),
        new("1,000 visitors, quick, stealth", Scenario.Quick, 1000, [CrowdHost.Silent]),
        new("11 visitors, full, stealth", Scenario.Full, 11, [CrowdHost.Silent], IsSlow: true),
        new("20 visitors, full, stealth, Engine:MaximumProbes=2000000", Scenario.Full, 20, [CrowdHost.Silent], MaximumProbes: 2_000_000, IsSlow: true),
    ];
}
