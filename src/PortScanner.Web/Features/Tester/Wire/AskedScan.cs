using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>
/// Reads what the front end asks for as if a stranger had written it: the address is only a claim that Admission judges, and the plan is made
/// here again by the rules that bind visitors, so that nothing can be asked for that a form could not.
/// </summary>
internal static class AskedScan
{
    // RFC 6298 section 2: nobody measures a round trip of more than a minute.
    private const long LongestRoundTrip = 60_000_000;

    /// <summary>Reads an address: only as the program itself writes it, and without a zone.</summary>
    /// <returns>Null if it is something else.</returns>
    public static IPAddress? Visitor(TesterRequest request) =>
        request.Visitor is { Length: <= 45 } text && IPAddress.TryParse(text, out var address) && address.ToString() == text && !text.Contains('%', StringComparison.Ordinal)
            ? address
            : null;

    /// <summary>Makes the plan.</summary>
    /// <param name="request">The request.</param>
    /// <param name="visitor">The visitor's address.</param>
    /// <param name="payloads">The tester's own payloads.</param>
    /// <returns>Null if no visitor could have asked for it.</returns>
    public static ScanPlan? Plan(TesterRequest request, IPAddress visitor, UdpPayloads payloads)
    {
        if (!ScanProfiles.TryParse(request.Profile, out var profile)
            || !TryReadPorts(request.Ports, out var ports)
            || !TryReadPorts(request.Expected, out var expected)
            || !ScanPace.TryParse(request.Pace ?? ScanPace.NormalName, out var pace, out _)
            || request.Wait is < 0 or > ScanWait.MostSeconds)
        {
            return null;
        }

        var asked = new ScanPlanRequest(profile, visitor.AddressFamily)
        {
            Ports = ports,
            Expected = expected,
            Options = new ScanOptions(request.Udp, request.Icmp, request.Firewall) 
            {
                Pace = pace,
                Wait = request.Wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            Payloads = payloads,
        };
        return ScanPlanner.TryCreate(asked, out var plan, out _) && GentleTime.WhyRefused(plan) is null ? plan : null;
    }

    /// <summary>What the visitor's connection had measured.</summary>
    /// <returns>Null for nothing, or for nothing that could be.</returns>
    public static PathRoundTrip? RoundTrip(TesterRequest request) =>
        request is { RoundTrip: > 0 and <= LongestRoundTrip and var smoothed, Variation: >= 0 and <= LongestRoundTrip and var variation }
            ? new PathRoundTrip(TimeSpan.FromMicroseconds(smoothed), TimeSpan.FromMicroseconds(variation))
            : null;

    /// <summary>The request for a scan.</summary>
    public static TesterRequest For(
        ScanTarget target, ScanPlan plan, ITargetConnection connection, TimeProvider timeProvider, ScanShare? share = null) => Of(target.Address, plan) with
    {
        Path = PathMessage.Of(connection, timeProvider),
        RoundTrip = (long?)connection.RoundTrip?.Smoothed.TotalMicroseconds,
        Variation = (long?)connection.RoundTrip?.Variation.TotalMicroseconds,
        Share = share is null ? null : ShareMessage.From(share),
    };

    /// <summary>What a plan was made of.</summary>
    public static TesterRequest Of(IPAddress visitor, ScanPlan plan) => new()
    {
        Question = TesterQuestion.Scan,
        Visitor = visitor.ToString(),
        Profile = plan.Request.Profile.Name(),
        Ports = plan.Request.Ports?.ToString(),
        Expected = plan.Request.Expected is { IsEmpty: false } expected ? expected.ToString() : null,
        Udp = plan.Request.Options.Udp,
        Icmp = plan.Request.Options.Icmp,
        Firewall = plan.Request.Options.Firewall,
        Pace = plan.Pace.Name,
        Wait = (int?)plan.Wait?.TotalSeconds,
    };

    private static bool TryReadPorts(string? text, out PortSpecification? ports)
    {
        ports = null;
        return text is null || PortSpecification.TryParse(text, out ports, out _);
    }
}
