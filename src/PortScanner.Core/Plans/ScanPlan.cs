using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Plans;

/// <summary>What a scan will ask: an ordered list of distinct probes for one address family.</summary>
public sealed class ScanPlan
{
    /// <summary>Makes a plan of no options.</summary>
    /// <param name="profile">The profile it is made from.</param>
    /// <param name="family">The address family it is for.</param>
    /// <param name="probes">The probes, in the order of reports, each once.</param>
    public ScanPlan(ScanProfile profile, AddressFamily family, IReadOnlyList<Probe> probes)
        : this(new ScanPlanRequest(profile, family), probes)
    {
    }

    /// <summary>Makes a plan; <see cref="ScanPlanner"/> chooses the probes of a visitor's.</summary>
    /// <param name="request">What it is made of.</param>
    /// <param name="probes">The probes, in the order of reports, each once.</param>
    public ScanPlan(ScanPlanRequest request, IReadOnlyList<Probe> probes) => (Request, Probes) = (request, probes);

    /// <summary>What it was made of, so that another process can make it again.</summary>
    public ScanPlanRequest Request { get; }

    /// <summary>The profile it was made from.</summary>
    public ScanProfile Profile => Request.Profile;

    /// <summary>The address family it is for.</summary>
    public AddressFamily Family => Request.Family;

    /// <summary>The probes, in the order of reports; no probe occurs twice.</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>What the payload probes send.</summary>
    public UdpPayloads Payloads => Request.Payloads;

    /// <summary>The ports of the profile that are not asked, since the operator has nobody asked them.</summary>
    public PortSpecification LeftOut { get; init; } = PortSpecification.None;

    /// <summary>Whether a port is one that the operator has nobody asked.</summary>
    public bool IsDenied(Probe probe) => probe.Port is { } port && probe.Protocol switch
    {
        ProbeProtocol.Tcp => Payloads.Denied.Tcp.Contains(port),
        ProbeProtocol.Udp => Payloads.Denied.Udp.Contains(port),
        _ => false,
    };

    /// <summary>Whether the probes are followed by firewall tests of ports that are chosen by what was found (<see cref="FirewallStage"/>).</summary>
    public bool TestsFirewall { get; init; }

    /// <summary>How fast it is asked.</summary>
    public ScanPace Pace => Request.Options.Pace;

    /// <summary>How long the manner of a "no" is looked for once nothing more can turn out open; null for the rest of <see cref="TimeBudget"/>.</summary>
    public TimeSpan? Wait => Request.Options.Wait;

    /// <summary>
    /// How long the scan may go on asking what stays silent: 60 s up to 200 probes, 120 s up to 2,000, 8 minutes beyond; at a gentle pace
    /// what that takes (<see cref="GentleTime"/>); and longer, where the visitor waits longer for the manner of a "no".
    /// </summary>
    public TimeSpan TimeBudget => Wait > UsualBudget ? Wait.Value : UsualBudget;

    private TimeSpan UsualBudget => Pace.IsGentle ? GentleTime.Budget(this) : Probes.Count switch
    {
        <= 200 => TimeSpan.FromSeconds(60),
        <= 2000 => TimeSpan.FromSeconds(120),
        _ => TimeSpan.FromMinutes(8),
    };
}
