using PortScanner.Lab.Crowds;

namespace PortScanner.Benchmarks.Crowds;

/// <summary>Visitors who all come in the same moment.</summary>
/// <param name="Name">What the table calls them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Hosts">The kinds of host that they have in turn.</param>
/// <param name="ErrorsPerSecond">How many ICMP errors each host sends a second; null for no limit.</param>
/// <param name="Rounds">How often they come, to see whether memory grows.</param>
internal sealed record CrowdScenario(string Name, int Count, IReadOnlyList<CrowdHost> Hosts, int? ErrorsPerSecond, int Rounds)
{
    /// <summary>What is measured.</summary>
    public static IReadOnlyList<CrowdScenario> All { get; } =
    [
        new("40 visitors, stealth", 40, [CrowdHost.Silent], null, 1),
        new("40 visitors, no firewall, no ICMP limit", 40, [CrowdHost.NoFirewall], null, 1),
        new("1,000 visitors, mixed, 10 ICMP errors/s each", 1000, CrowdHost.All, 10, 3),
        new("1,000 visitors, stealth", 1000, [CrowdHost.Silent], null, 1),
    ];
}
