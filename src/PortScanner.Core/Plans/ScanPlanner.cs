using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Localization;
using PortScanner.Core.Ports;

namespace PortScanner.Core.Plans;

/// <summary>
/// Turns a request into a plan. The order is that in which a visitor wants to know: the echo, the catalogue's quick TCP ports as
/// far as they are asked for, the other TCP ports ascending, the UDP ports ascending.
/// </summary>
public static class ScanPlanner
{
    /// <summary>Makes a plan.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="plan">The plan; it holds at least one probe.</param>
    /// <param name="error">Why there is none, in a plain sentence.</param>
    /// <returns>Whether there is a plan.</returns>
    public static bool TryCreate(ScanPlanRequest request, [NotNullWhen(true)] out ScanPlan? plan, [NotNullWhen(false)] out Message? error)
    {
        var isCustom = request.Profile == ScanProfile.Custom;
        var asked = request.Ports ?? PortSpecification.None;
        var expected = request.Expected ?? PortSpecification.None;
        plan = null;
        error = null;
        if (!isCustom && !asked.IsEmpty)
        {
            error = new Message("form.ports-of-profile", ("profile", request.Profile.Name()));
            return false;
        }

        var testsFirewall = request.Options.Firewall == true;
        var echo = request.Options.Icmp ?? (!isCustom || testsFirewall);
        var tcp = Union(ProfilePorts.Tcp(request.Profile), asked.Tcp, expected.Tcp);
        var profileUdp = request.Options.Udp == false ? PortSet.Empty : ProfilePorts.Udp(request.Profile, request.Family, request.Payloads);
        var udp = Union(profileUdp, asked.Udp, expected.Udp);
        var builder = new ScanPlanBuilder(request);
        if (echo)
        {
            builder.AddEcho();
        }

        builder.AddTcp(tcp);
        builder.AddUdp(udp);
        plan = builder.Build();
        if (plan.Probes.Count == 0)
        {
            plan = null;
            error = new Message("form.nothing-to-probe", ("allowed", PortSpecification.Allowed));
        }

        return plan is not null;
    }

    // What is asked is empty with a profile that has ports of its own.
    private static PortSet Union(params ReadOnlySpan<PortSet> sets)
    {
        var ports = new PortSetBuilder();
        foreach (var set in sets)
        {
            ports.AddAll(set);
        }

        return ports.Build();
    }
}
