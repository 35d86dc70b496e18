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

        // What a visitor asks for is told to him; what a profile would have asked is left out.
        var denied = request.Payloads.Denied;
        error = WhyDenied(asked, denied) ?? WhyDenied(expected, denied);
        if (error is not null)
        {
            return false;
        }

        var testsFirewall = request.Options.Firewall == true;
        var echo = request.Options.Icmp ?? (!isCustom || testsFirewall);
        var profileUdp = request.Options.Udp == false ? PortSet.Empty : ProfilePorts.Udp(request.Profile, request.Family, request.Payloads);
        var profile = new PortSpecification(ProfilePorts.Tcp(request.Profile), profileUdp);
        var tcp = Union(profile.Tcp.Except(denied.Tcp), asked.Tcp, expected.Tcp);
        var udp = Union(profile.Udp.Except(denied.Udp), asked.Udp, expected.Udp);
        var builder = new ScanPlanBuilder(request) { LeftOut = profile.Intersect(denied) };
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

    /// <summary>Why ports are not asked that a visitor asks for; null if all are.</summary>
    /// <param name="asked">The ports.</param>
    /// <param name="denied">Those that nobody is asked.</param>
    public static Message? WhyDenied(PortSpecification asked, PortSpecification denied) =>
        asked.Intersect(denied) is { IsEmpty: false } both ? new Message("form.denied-ports", ("ports", both.ToString())) : null;

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
