using System.Net.Sockets;

using PortScanner.Core.Payloads;

namespace PortScanner.Core.Scanning;

/// <summary>What a scan will ask: an ordered list of distinct probes for one address family.</summary>
public sealed class ScanPlan
{
    internal ScanPlan(ScanProfile profile, AddressFamily family, IReadOnlyList<Probe> probes, UdpPayloads? payloads = null)
    {
        Profile = profile;
        Family = family;
        Probes = probes;
        Payloads = payloads ?? UdpPayloads.Empty;
    }

    /// <summary>The profile it was made from.</summary>
    public ScanProfile Profile { get; }

    /// <summary>The address family it is for.</summary>
    public AddressFamily Family { get; }

    /// <summary>The probes, in sending order; no probe occurs twice.</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>What the payload probes send.</summary>
    public UdpPayloads Payloads { get; }

    /// <summary>Whether the probes are followed by firewall tests of ports that are chosen by what was found (<see cref="FirewallStage"/>).</summary>
    public bool TestsFirewall { get; internal init; }

    /// <summary>How long the scan may go on asking what stays silent: 60 s up to 200 probes, 120 s up to 2,000, 8 minutes beyond.</summary>
    public TimeSpan TimeBudget => Probes.Count switch
    {
        <= 200 => TimeSpan.FromSeconds(60),
        <= 2000 => TimeSpan.FromSeconds(120),
        _ => TimeSpan.FromMinutes(8),
    };
}
