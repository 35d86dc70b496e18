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
/// <param name="IsSlow">Whether they are left out unless they are asked for.</param>
internal sealed record CrowdScenario(
    string Name, ScanForm Form, int Count, IReadOnlyList<CrowdHost> Hosts, int? ErrorsPerSecond = null, int Rounds = 1, bool IsSlow = false)
{
    /// <summary>What is measured.</summary>
    public static IReadOnlyList<CrowdScenario> All { get; } =
    [
        new("40 visitors, quick, stealth", Scenario.Quick, 40, [CrowdHost.Silent]),
        new("40 visitors, quick, no firewall, no ICMP limit", Scenario.Quick, 40, [CrowdHost.NoFirewall]),
        new("1,000 visitors, quick, mixed, 10 ICMP errors/s each", Scenario.Quick, 1000, CrowdHost.All, ErrorsPerSecond: 10, Rounds: 3),
        new("1,000 visitors, quick, stealth", Scenario.Quick, 1000, [CrowdHost.Silent]),
        new("11 visitors, full, stealth", Scenario.Full, 11, [CrowdHost.Silent], IsSlow: true),
    ];
}
