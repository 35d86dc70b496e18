using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Scans;

/// <summary>What a scan asks of a plan, by its share; without one all of it, and the plan itself.</summary>
/// <param name="Share">The share; null for the whole plan.</param>
/// <param name="Asked">What is asked, in the plan's order.</param>
/// <param name="Known">What is asked besides, as controls.</param>
/// <param name="Unasked">What is told of the share's probes that cannot be asked from here.</param>
/// <param name="Budget">For how long silence is asked.</param>
internal sealed record PlanPart(ScanShare? Share, ScanPlan Asked, IReadOnlyList<Probe> Known, IReadOnlyList<ProbeResult> Unasked, TimeSpan Budget)
{
    /// <summary>How many probes the machine needs memory and pace for.</summary>
    public int ProbeCount => Math.Max(Asked.Probes.Count + Known.Count, 1);

    /// <summary>
    /// Whether a port is none to ask besides what is asked: a probe would not leave this tester's own network, or the operator has nobody asked there. Null where
    /// neither is so of any.
    /// </summary>
    public Predicate<Probe>? IsOutOfReach => Share?.Path is null ? (Asked.Payloads.Denied.IsEmpty ? null : Asked.IsDenied) : probe => Share.IsFiltered(probe) || Asked.IsDenied(probe);

    /// <summary>Takes a share of a plan.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static PlanPart Of(ScanPlan plan, ScanShare? share)
    {
        if (share is null)
        {
            return new PlanPart(null, plan, [], [], plan.TimeBudget);
        }

        if (!share.Fits(plan))
        {
            throw new ArgumentException("The share does not fit the plan.", nameof(share));
        }

        var own = Enumerable.Range(0, plan.Probes.Count).Where(place => share.Has(plan, place)).Select(place => plan.Probes[place]).ToLookup(share.IsFiltered);
        var asked = own[false].ToHashSet();
        var all = plan.Probes.ToHashSet();
        return new PlanPart(
            share,
            new ScanPlan(plan.Request, [.. own[false]]) { TestsFirewall = share.TestsFirewall(plan), LeftOut = plan.LeftOut },
            [.. share.Known.Where(probe => all.Contains(probe) && !asked.Contains(probe) && !share.IsFiltered(probe))],
            [.. own[true].Select(probe => new ProbeResult(probe, PortState.Unknown, Reason.TesterFiltered, null, null, null, 0))],
            share.Budget is { } budget && budget < plan.TimeBudget ? budget : plan.TimeBudget);
    }
}
