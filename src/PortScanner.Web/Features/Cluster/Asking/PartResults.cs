using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>What is known of one part of a scan, whichever tester told it, so that another can go on.</summary>
internal sealed class PartResults(ScanPlan plan, PlanShare share)
{
    private readonly Dictionary<Probe, ProbeResult> _latest = [];

    /// <summary>Takes results; each replaces an earlier one of its probe, unless that stands whatever became of its tester, and proves more.</summary>
    /// <returns>What may be told of it at once: all but <see cref="FirewallTests"/>.</returns>
    public IReadOnlyList<ProbeResult> Take(IReadOnlyList<ProbeResult> results)
    {
        List<ProbeResult> taken = [.. results.Where(result => !_latest.TryGetValue(result.Probe, out var before) || !PlanRest.IsFinal(before) || StrengthOf(result) >= StrengthOf(before))];
        foreach (var result in taken)
        {
            _latest[result.Probe] = result;
        }

        return taken.FindAll(result => !IsFirewallTest(result));
    }

    /// <summary>
    /// What the firewall tests found. It is told once no other tester can go on: that one chooses their ports by what it was answered itself, and what it asks
    /// elsewhere would be compared with what the lost one heard.
    /// </summary>
    public IReadOnlyList<ProbeResult> FirewallTests => [.. _latest.Values.Where(IsFirewallTest)];

    /// <summary>Another tester goes on, and does the firewall tests anew.</summary>
    public void ForgetFirewallTests()
    {
        foreach (var test in FirewallTests)
        {
            _latest.Remove(test.Probe);
        }
    }

    /// <summary>What is left to ask.</summary>
    public PlanRest Rest() => PlanRest.Of(plan, _latest.Values);

    /// <summary>
    /// What is told when nobody goes on: the firewall tests that stand, and of all that nobody can tell of any more that it is unknown. Nothing of what a lost
    /// tester had not finished is called silent.
    /// </summary>
    public IReadOnlyList<ProbeResult> Left(Reason reason) =>
    [
        .. FirewallTests.Where(PlanRest.IsFinal),
        .. plan.Probes
            .Where((probe, place) => share.Has(plan, place) && !IsFinal(probe))
            .Concat(FirewallTests.Where(result => !PlanRest.IsFinal(result)).Select(result => result.Probe))
            .Select(probe => new ProbeResult(probe, PortState.Unknown, reason, null, null, null, 0)),
    ];

    private static bool IsFirewallTest(ProbeResult result) => result.Probe.Kind.Info().TestsFirewall;

    private static EvidenceStrength StrengthOf(ProbeResult result) => result.Reason.Info().Strength;

    private bool IsFinal(Probe probe) => _latest.TryGetValue(probe, out var result) && PlanRest.IsFinal(result);
}
