using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Plans;

/// <summary>What is left of a plan that another tester began and did not finish.</summary>
/// <param name="Skip">The probes that need not be asked again (<see cref="PlanMarks"/>).</param>
/// <param name="Known">A few of them that the target itself answered: whoever goes on sees by them that it hears the target, too.</param>
public sealed record PlanRest(ReadOnlyMemory<byte> Skip, IReadOnlyList<Probe> Known)
{
    /// <summary>How many known probes there are at most.</summary>
    public const int MostKnown = 16;

    // The controls of a round are refusals where there are any, of which eight are asked; the others are for what a limit or a ban makes of those.
    private const int MostRefusals = 8;
    private const int MostListeners = 4;
    private const int MostReplies = 3;

    /// <summary>Finds out what is left.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="results">The latest result of each probe that has one.</param>
    public static PlanRest Of(ScanPlan plan, IEnumerable<ProbeResult> results)
    {
        Dictionary<Probe, ProbeResult> final = new(results.Where(IsFinal).Select(result => KeyValuePair.Create(result.Probe, result)));
        if (plan.TestsFirewall)
        {
            // The stage compares with what the same address was answered.
            foreach (var port in FirewallStage.PortsAfter(final.Values))
            {
                final.Remove(new Probe(ProbeKind.Syn, port));
            }
        }

        var places = Enumerable.Range(0, plan.Probes.Count).Where(place => final.ContainsKey(plan.Probes[place])).ToList();
        var answered = places.Select(place => final[plan.Probes[place]]).Where(result => !result.IsIndirect).ToLookup(result => result.Reason, result => result.Probe);
        Probe[] known =
        [
            .. answered[Reason.Reset].Take(MostRefusals),
            .. answered[Reason.SynAck].Take(MostListeners),
            .. answered[Reason.EchoReply].Take(1),
            .. answered[Reason.UdpReply].Take(MostReplies),
        ];
        return new PlanRest(PlanMarks.Of(plan.Probes.Count, places), known);
    }

    /// <summary>Whether a result stands, whatever became of the tester: an answer does, and silence that was proved.</summary>
    public static bool IsFinal(ProbeResult result) =>
        result.Reason.Info().Strength > EvidenceStrength.Doubtful
        || (result.State != PortState.Unknown && !result.Remarks.HasFlag(Remarks.Provisional));
}
