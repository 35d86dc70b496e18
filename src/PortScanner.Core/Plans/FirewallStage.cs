using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Plans;

/// <summary>
/// The firewall tests of a scan: its second stage, which asks odd questions of a few ports that the first found open, closed, rejected
/// and silent. What they show is a comparison: a packet that belongs to no connection against a SYN to the same port.
/// </summary>
public sealed class FirewallStage
{
    private const int MostOpen = 3;
    private const int MostClosed = 3;
    private const int MostSilent = 3;

    // Each test of a rejected port costs an ICMP error, of which some hosts send one a second.
    private const int MostRejected = 2;
    private const int ReplyPorts = 3;

    // One that is open, one that is closed.
    private const int MostControls = 2;

    // Where both the IANA's dynamic range (RFC 6335 section 6) and Linux's default range hold the ports of outgoing connections.
    private const int FirstReplyPort = 49152;
    private const int LastReplyPort = 60999;

    private readonly HashSet<Probe> _controls;

    private FirewallStage(ScanPlan plan, IEnumerable<Probe> controls)
    {
        Plan = plan;
        _controls = [.. controls];
    }

    /// <summary>What the stage asks: the tests, and a SYN or two that were answered before and so must be again.</summary>
    public ScanPlan Plan { get; }

    /// <summary>Chooses the ports.</summary>
    /// <param name="first">The plan of the first stage.</param>
    /// <param name="results">Its results, the latest of each probe.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    /// <param name="isOutOfReach">Whether a SYN to a port would prove nothing, as it does not leave the tester's own network; null for none.</param>
    public static FirewallStage After(ScanPlan first, IEnumerable<ProbeResult> results, Func<int, int> random, Predicate<Probe>? isOutOfReach = null)
    {
        var (open, closed, others) = Choose(results);
        ushort[] chosen = [.. open, .. closed, .. others];

        // Replies to the visitor's own connections come to ports like these, so a filter without a memory must leave them open.
        var scanned = first.Probes.Where(probe => probe.Kind == ProbeKind.Syn).Select(probe => probe.Port!.Value).ToHashSet();
        var replyPorts = Enumerable.Repeat(0, ReplyPorts)
            .Select(_ => (ushort)(FirstReplyPort + random(LastReplyPort - FirstReplyPort + 1)))
            .Distinct()
            .Where(port => !scanned.Contains(port) && isOutOfReach?.Invoke(new Probe(ProbeKind.Syn, port)) != true);

        Probe[] controls = [.. open.Take(1).Concat(closed.Take(1)).Select(port => new Probe(ProbeKind.Syn, port))];
        var withIcmp = first.Probes.Any(probe => probe.Kind == ProbeKind.Echo);
        Probe[] probes =
        [
            .. controls,
            .. withIcmp ? ProbeKinds.FirewallTests(first.Family, ProbeProtocol.Icmp).Select(kind => new Probe(kind, null)) : [],
            .. ProbeKinds.FirewallTests(first.Family, ProbeProtocol.Tcp).SelectMany(kind => chosen.Select(port => new Probe(kind, port))),
            .. replyPorts.Select(port => new Probe(ProbeKind.Ack, port)),
        ];
        var request = new ScanPlanRequest(first.Profile, first.Family) { Options = ScanOptions.Default with { Pace = first.Pace } };
        return new FirewallStage(new ScanPlan(request, probes), controls);
    }

    /// <summary>The ports that the stage would ask after some results: whoever goes on with a scan of another must ask them first.</summary>
    /// <param name="results">The latest result of each probe.</param>
    public static IEnumerable<ushort> PortsAfter(IEnumerable<ProbeResult> results)
    {
        var (open, closed, others) = Choose(results);
        return [.. open, .. closed, .. others];
    }

    /// <summary>How many probes the stage has at most: what a scan that is asked slowly must have time for.</summary>
    /// <param name="family">The address family.</param>
    public static int MostProbes(AddressFamily family)
    {
        var chosen = MostOpen + MostClosed + MostSilent + MostRejected;
        return MostControls + ProbeKinds.FirewallTests(family, ProbeProtocol.Icmp).Count()
            + (ProbeKinds.FirewallTests(family, ProbeProtocol.Tcp).Count() * chosen) + ReplyPorts;
    }

    /// <summary>
    /// The stage's results as they may be told. The controls are left out, for their ports are known from the first stage; and where one of
    /// them was not answered again, silence says nothing of the tests: a host may have begun to ignore the tester altogether.
    /// </summary>
    /// <param name="results">Results of one moment; proved silence comes with the controls' own in the last.</param>
    public IReadOnlyList<ProbeResult> WithoutControls(IReadOnlyList<ProbeResult> results)
    {
        var isLost = results.Any(result => _controls.Contains(result.Probe) && IsSilence(result));
        return
        [
            .. results.Where(result => !_controls.Contains(result.Probe))
                .Select(result => isLost && result.State == PortState.Stealth
                    ? result with { State = PortState.Unknown, Reason = Reason.PacketLoss }
                    : result),
        ];
    }

    private static (ushort[] Open, ushort[] Closed, ushort[] Others) Choose(IEnumerable<ProbeResult> results)
    {
        var ports = results.Where(result => result.Probe.Kind == ProbeKind.Syn).ToLookup(result => result.State, result => result.Probe.Port!.Value);
        return (
            [.. Spread([.. ports[PortState.Open]], MostOpen)],
            [.. Spread([.. ports[PortState.Closed]], MostClosed)],
            [.. Spread([.. ports[PortState.Stealth]], MostSilent), .. Spread([.. ports[PortState.Rejected]], MostRejected)]);
    }

    private static bool IsSilence(ProbeResult result) =>
        result.Reason.Info().Strength == EvidenceStrength.Silence && !result.Remarks.HasFlag(Remarks.Provisional);

    // From the whole list, since neighbours are often filtered together, by a provider for instance.
    private static IEnumerable<ushort> Spread(ushort[] ports, int most) =>
        Enumerable.Range(0, Math.Min(most, ports.Length)).Select(i => ports[i * ports.Length / Math.Min(most, ports.Length)]);
}
