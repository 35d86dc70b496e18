using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Evidence;

/// <summary>
/// What stands of a result once a second tester, in another network, was asked the same. Neither is believed more than the other: what proves more stands, and is
/// told to be seen otherwise, too. But silence is told only of what is silent to everybody who asks, so far as is known.
/// </summary>
public static class SecondOpinion
{
    /// <summary>How many ports must be silent to one tester alone to show that it was shut out, so that all that it calls silent is in doubt.</summary>
    // One port may be meant for one network alone, or have been opened between the two.
    public const int ContradictionsThatTell = 2;

    /// <summary>What stands of the results of one scan.</summary>
    /// <param name="first">The first tester's, the latest of each probe.</param>
    /// <param name="second">The second's, of some of the probes.</param>
    /// <returns>The results that are to be told anew; each replaces that of its probe.</returns>
    public static IReadOnlyList<ProbeResult> Merge(IEnumerable<ProbeResult> first, IEnumerable<ProbeResult> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        var answers = second.GroupBy(result => result.Probe).ToDictionary(results => results.Key, results => results.Last());
        var rows = first.Select(row => (Row: row, Second: answers.GetValueOrDefault(row.Probe))).ToList();
        var doubted = rows
            .Where(pair => pair.Second is not null && Contradicts(pair.Row, pair.Second))
            .CountBy(pair => pair.Row.Probe.Protocol)
            .Where(count => count.Value >= ContradictionsThatTell)
            .Select(count => count.Key)
            .ToHashSet();
        return
        [
            .. from pair in rows
               let merged = pair.Second is not null ? Merge(pair.Row, pair.Second) : IsSilence(pair.Row) && doubted.Contains(pair.Row.Probe.Protocol) ? Doubted(pair.Row) : pair.Row
               where merged != pair.Row
               select merged,
        ];
    }

    /// <summary>What stands of one result.</summary>
    /// <param name="first">The first tester's.</param>
    /// <param name="second">The second's, of the same probe.</param>
    public static ProbeResult Merge(ProbeResult first, ProbeResult second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (IsUndecided(first) || IsUndecided(second))
        {
            return first;
        }

        if (first.State == second.State)
        {
            return With(first, Remarks.SeenTwice);
        }

        return Contradicts(first, second) && second.State != PortState.Open ? With(Doubted(first), Remarks.SeenOtherwise)
            : first.State != PortState.Open && Proves(second) > Proves(first) && !(IsSilence(first) && second.IsIndirect) ? With(second, Remarks.SeenOtherwise)
            : With(first, Remarks.SeenOtherwise);
    }

    // What a device on the way says to one tester tells nothing of another's way.
    private static bool Contradicts(ProbeResult first, ProbeResult second) => IsSilence(first) && !IsUndecided(second) && !IsSilence(second) && !second.IsIndirect;

    // What is proved not to be open may be silent to one and refused to the other.
    private static bool IsUndecided(ProbeResult result) =>
        result.State is PortState.Unknown or PortState.ClosedFiltered || result.Remarks.HasFlag(Remarks.Provisional);

    private static bool IsSilence(ProbeResult result) => result.Reason == Reason.NoReply && !result.Remarks.HasFlag(Remarks.Provisional);

    private static EvidenceStrength Proves(ProbeResult result) => result.Reason.Info().Strength;

    private static ProbeResult Doubted(ProbeResult silent) => silent with { State = PortState.Unknown, Reason = Reason.TestersDiffer };

    private static ProbeResult With(ProbeResult result, Remarks remark) => result with { Remarks = result.Remarks | remark };
}
