using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>One kind of scan of one kind of host.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="World">The host.</param>
/// <param name="Form">The scan.</param>
/// <param name="PeerPorts">The TCP ports that nmap gets; null for those of the scan.</param>
/// <param name="IsSlow">Whether it is left out unless it is asked for.</param>
internal sealed record Scenario(string Name, World World, ScanForm Form, string? PeerPorts = null, bool IsSlow = false)
{
    private static readonly ScanForm Standard = new() { Profile = "standard", Icmp = null };

    /// <summary>What is measured.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("quick, TCP only, no firewall", World.NoFirewall, Quick with { Udp = "no" }),
        new("quick, no firewall", World.NoFirewall, Quick),
        new("quick, stealth", World.Stealth, Quick),
        new("standard, no firewall", World.NoFirewall, Standard, "0-1055"),
        new("standard, stealth", World.Stealth, Standard, "0-1055"),
        new("quick, rejecting, ICMP limits lifted", World.Rejecting.WithoutIcmpLimits(), Quick),
        new("quick, rejecting, Linux ICMP limits", World.Rejecting, Quick),
        new("quick, rejecting, 10 ICMP errors/s", World.RejectingAt(10), Quick),
        new("quick, rejecting, Linux ICMP limits, source prefix", World.Rejecting.WithSourcePrefix(), Quick),
        new("standard, rejecting, Linux ICMP limits, source prefix", World.Rejecting.WithSourcePrefix(), Standard, "0-1055"),
        new("quick, no firewall, Linux ICMP limits, source prefix", World.NoFirewall.WithSourcePrefix(), Quick),
        new("quick, closed, 10 % loss each way", World.NoFirewall.WithoutIcmpLimits().WithLoss(10), Quick),
        new("quick, closed, 25 % loss each way", World.NoFirewall.WithoutIcmpLimits().WithLoss(25), Quick),
        new("full, stealth", World.Stealth, Full, "0-65535", IsSlow: true),
        new("full, no firewall", World.NoFirewall, Full, "0-65535", IsSlow: true),
    ];

    /// <summary>The quick profile.</summary>
    public static ScanForm Quick => new() { Profile = "quick", Icmp = null };

    /// <summary>The profile of all ports.</summary>
    public static ScanForm Full => new() { Profile = "full", Icmp = null };

    /// <summary>Whether nmap needs minutes for all of its ports, because it waits for each silent one.</summary>
    public bool HasSlowPeer => World == World.Stealth && PeerPorts is not null;
}
