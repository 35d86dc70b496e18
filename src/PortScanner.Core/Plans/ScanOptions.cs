namespace PortScanner.Core.Plans;

/// <summary>What a caller chose beside the profile.</summary>
/// <param name="Udp">False drops the UDP services of a profile; null and true leave them in. A custom scan probes what its ports say.</param>
/// <param name="Icmp">False drops the echo and the firewall tests that are no TCP, true adds the echo to a custom scan; null leaves it to the profile.</param>
/// <param name="Firewall">True adds the firewall tests, and with them the echo to a custom scan; null and false leave them out.</param>
public sealed record ScanOptions(bool? Udp = null, bool? Icmp = null, bool? Firewall = null)
{
    /// <summary>How fast to ask.</summary>
    public ScanPace Pace { get; init; } = ScanPace.Normal;

    /// <summary>How long the manner of a "no" is looked for once nothing more can turn out open; null for as long as the plan has it.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Everything as the profile has it.</summary>
    public static ScanOptions Default { get; } = new();
}
