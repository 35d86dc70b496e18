using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Catalogue;
using PortScanner.Core.Ports;
using PortScanner.Core.Words;

namespace PortScanner.Core.Scanning;

/// <summary>
/// Turns a request into a plan. The order is that in which a visitor wants to know: the echo, the catalogue's quick TCP ports as
/// far as they are asked for, the other TCP ports ascending, the UDP ports ascending.
/// </summary>
public static class ScanPlanner
{
    private const ushort StandardLastPort = 1055;

    /// <summary>Makes a plan.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="plan">The plan; it holds at least one probe.</param>
    /// <param name="error">Why there is none, in a plain sentence.</param>
    /// <returns>Whether there is a plan.</returns>
    public static bool TryCreate(ScanPlanRequest request, [NotNullWhen(true)] out ScanPlan? plan, [NotNullWhen(false)] out Phrase? error)
    {
        var isCustom = request.Profile == ScanProfile.Custom;
        var asked = request.Ports ?? PortSpecification.None;
        var expected = request.Expected ?? PortSpecification.None;
        plan = null;
        error = null;
        if (!isCustom && !asked.IsEmpty)
        {
            error = new Phrase("form.ports-of-profile", ("profile", request.Profile.Name()));
            return false;
        }

        var testsFirewall = request.Options.Firewall == true;
        var echo = request.Options.Icmp ?? (!isCustom || testsFirewall);
        var tcp = TcpPorts(request.Profile, asked, expected);
        var udp = UdpPorts(request, asked, expected);
        var builder = new ScanPlanBuilder(request.Family, request.Payloads);
        if (echo)
        {
            builder.AddEcho();
        }

        builder.AddTcp(tcp);
        builder.AddUdp(udp);
        plan = builder.Build(request.Profile, testsFirewall);
        if (plan.Probes.Count == 0)
        {
            plan = null;
            error = new Phrase("form.nothing-to-probe", ("allowed", PortSpecification.Allowed));
        }

        return plan is not null;
    }

    private static PortSet TcpPorts(ScanProfile profile, PortSpecification asked, PortSpecification expected)
    {
        var ports = new PortSetBuilder();
        switch (profile)
        {
            case ScanProfile.Quick:
                ports.AddAll(ServiceCatalogue.Default.QuickTcpPorts);
                break;
            case ScanProfile.Standard:
                ports.AddRange(0, StandardLastPort);
                break;
            case ScanProfile.Full:
                ports.AddRange(0, ushort.MaxValue);
                break;
            default:
                ports.AddAll(asked.Tcp.Ports);
                break;
        }

        ports.AddAll(expected.Tcp.Ports);
        return ports.Build();
    }

    private static PortSet UdpPorts(ScanPlanRequest request, PortSpecification asked, PortSpecification expected)
    {
        var ports = new PortSetBuilder();
        if (request.Profile != ScanProfile.Custom && request.Options.Udp != false)
        {
            ports.AddAll(ProbeKinds.UdpServices(request.Family).Select(service => service.Port!.Value));
            ports.AddAll(request.Payloads.ProfilePorts.Ports);
        }

        ports.AddAll(asked.Udp.Ports);
        ports.AddAll(expected.Udp.Ports);
        return ports.Build();
    }
}
