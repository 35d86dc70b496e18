using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>What is known of one part of a scan, whichever tester told it, so that another can go on.</summary>
internal sealed class PartResults(ScanPlan plan, PlanShare share)
{
    private readonly Dictionary<Probe, ProbeResult> _latest = [];

    /// <summary>Takes results; each replaces an earlier one of its probe, unless that stands whatever became of its tester, and proves more.</summary>
    /// <returns>What was taken.</returns>
    public IReadOnlyList<ProbeResult> Take(IReadOnlyList<ProbeResult> results)
    {
        List<ProbeResult> taken = [.. results.Where(result => !_latest.TryGetValue(result.Probe, out var before) || !PlanRest.IsFinal(before) || StrengthOf(result) >= StrengthOf(before))];
        foreach (var result in taken)
        {
            _latest[result.Probe] = result;
        }

        return taken;
    }

    /// <summary>What is left to ask.</summary>
    public PlanRest Rest() => PlanRest.Of(plan, _latest.Values);

    /// <summary>What is told of all that nobody can tell of any more: nothing of what a lost tester had not finished is called silent.</summary>
    public IReadOnlyList<ProbeResult> Missing(Reason reason) =>
    [
        .. plan.Probes
            .Where((probe, place) => share.Has(plan, place) && !IsFinal(probe))
            .Concat(_latest.Keys.Where(probe => probe.Kind.Info().TestsFirewall && !IsFinal(probe)))
            .Select(probe => new ProbeResult(probe, PortState.Unknown, reason, null, null, null, 0)),
    ];

    private static EvidenceStrength StrengthOf(ProbeResult result) => result.Reason.Info().Strength;

    private bool IsFinal(Probe probe) => _latest.TryGetValue(probe, out var result) && PlanRest.IsFinal(result);
}
