using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Plans;

/// <summary>
/// What a second tester is asked at the end of a scan: all that was open, and all that somebody else than the target rejected, which may be the first
/// tester's own network; and a few of what was silent, drawn, so that a firewall that shut the first out is found.
/// </summary>
/// <param name="Plan">The plan, which tests no firewall: what a firewall remembers of one address is the first tester's to see.</param>
/// <param name="Skip">What of it is not asked (<see cref="PlanMarks"/>).</param>
/// <param name="Count">How many probes are.</param>
public sealed record SecondAsk(ScanPlan Plan, ReadOnlyMemory<byte> Skip, int Count)
{
    /// <summary>How many probes are asked at most.</summary>
    public const int Most = 150;

    /// <summary>How many of these were silent.</summary>
    public const int MostSilent = 32;

    /// <summary>Chooses.</summary>
    /// <param name="plan">The plan of the scan.</param>
    /// <param name="results">The latest result of each probe.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    /// <returns>Null if there is nothing to ask.</returns>
    public static SecondAsk? Of(ScanPlan plan, IEnumerable<ProbeResult> results, Func<int, int> random)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var latest = results.ToDictionary(result => result.Probe);
        var places = Enumerable.Range(0, plan.Probes.Count).Where(place => latest.ContainsKey(plan.Probes[place])).ToLookup(place => ClassOf(latest[plan.Probes[place]]));
        int[] silent = [.. Draw([.. places[Class.Silent]], MostSilent, random)];
        int[] told = [.. places[Class.Open].Concat(places[Class.RejectedByOthers]).Take(Most - silent.Length)];
        return silent.Length + told.Length == 0 ? null : new SecondAsk(WithoutFirewallTests(plan), SkipAllBut(plan, [.. silent, .. told]), silent.Length + told.Length);
    }

    /// <summary>What another tester is asked because the first could not: its own network does not let it out.</summary>
    /// <param name="plan">The plan of the scan.</param>
    /// <param name="results">The latest result of each probe.</param>
    /// <returns>Null if there is nothing to ask.</returns>
    public static SecondAsk? Elsewhere(ScanPlan plan, IEnumerable<ProbeResult> results)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var filtered = results.Where(result => result.Reason == Reason.TesterFiltered).Select(result => result.Probe).ToHashSet();
        HashSet<int> places = [.. Enumerable.Range(0, plan.Probes.Count).Where(place => filtered.Contains(plan.Probes[place]))];
        return places.Count == 0 ? null : new SecondAsk(WithoutFirewallTests(plan), SkipAllBut(plan, places), places.Count);
    }

    private static ReadOnlyMemory<byte> SkipAllBut(ScanPlan plan, HashSet<int> places) =>
        PlanMarks.Of(plan.Probes.Count, Enumerable.Range(0, plan.Probes.Count).Where(place => !places.Contains(place)));

    // Of the same probes, as the other tester makes it again out of the request.
    private static ScanPlan WithoutFirewallTests(ScanPlan plan)
    {
        var options = plan.Request.Options with { Firewall = false, Icmp = plan.Probes.Any(probe => probe.Kind == ProbeKind.Echo) };
        return new ScanPlan(plan.Request with { Options = options }, plan.Probes);
    }

    private static Class ClassOf(ProbeResult result) => result switch
    {
        { State: PortState.Open } => Class.Open,
        { State: PortState.Rejected, IsIndirect: true } => Class.RejectedByOthers,
        { Reason: Reason.NoReply, State: PortState.Stealth } when !result.Remarks.HasFlag(Remarks.Provisional) => Class.Silent,
        _ => Class.Other,
    };

    private static IEnumerable<int> Draw(int[] places, int most, Func<int, int> random)
    {
        for (var i = 0; i < Math.Min(most, places.Length); i++)
        {
            var other = i + random(places.Length - i);
            (places[i], places[other]) = (places[other], places[i]);
            yield return places[i];
        }
    }

    private enum Class
    {
        Other,
        Open,
        RejectedByOthers,
        Silent,
    }
}
