using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Scans;

/// <summary>What is odd about a scan's results, seen beside each other. Used by the scan's reader alone, of which it is a part.</summary>
/// <param name="state">What was asked and came back.</param>
/// <param name="sending">What is known of limits and bans.</param>
internal sealed class ScanRemarks(ScanState state, ScanSending sending)
{
    private bool _isEveryPortAnswered;
    private int? _usualDistance;
    private IReadOnlySet<PortKind> _suspectedTarpits = new HashSet<PortKind>();

    /// <summary>Learns whether the target accepts at every port: it does at those that were drawn at random.</summary>
    /// <returns>True once, when this becomes known.</returns>
    public bool LearnsThatEveryPortIsAnswered()
    {
        if (_isEveryPortAnswered || state.Probes.RandomCount == 0)
        {
            return false;
        }

        for (var i = 0; i < state.Probes.RandomCount; i++)
        {
            if (!IsAccepting(i))
            {
                return false;
            }
        }

        _isEveryPortAnswered = true;
        return true;
    }

    /// <summary>Learns from all results what is usual among them. Called once the scan is over.</summary>
    public void LearnWhatIsUsual()
    {
        _usualDistance = HopDistance.UsualOf(Enumerable.Range(0, state.Probes.Count).Where(HasHopCount).Select(state.Answers.HopLimitOf));
        _suspectedTarpits = PortKinds.SuspectedTarpits(
            state.Probes.PlanIndexes.Select(index => (state.Probes[index], state.Answers.ReasonOf(index).Info().State)));
    }

    /// <summary>Whether a SYN was accepted.</summary>
    public bool IsAccepting(int index) => IsAccepting(index, state.Answers.ReasonOf(index));

    /// <summary>Whether a result bears a remark that only <see cref="LearnWhatIsUsual"/> could tell.</summary>
    public bool IsUnusual(int index) => HasHopCountAnomaly(index) || IsAmongManyOpen(index, state.Answers.ReasonOf(index));

    /// <summary>What is odd about a result.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="reason">What is said of it.</param>
    public Remarks Of(int index, Reason reason)
    {
        var isAnswered = reason.Info().Strength != EvidenceStrength.Silence;
        return (_isEveryPortAnswered && IsAccepting(index, reason) ? Remarks.AllPortsOpen : Remarks.None)
            | (IsAmongManyOpen(index, reason) ? Remarks.ManyOpenPorts : Remarks.None)
            | (isAnswered ? state.Answers.RemarksOf(index) : state.Answers.NoticesOf(index))
            | (isAnswered && HasHopCountAnomaly(index) ? Remarks.HopCountAnomaly : Remarks.None)
            | (isAnswered && state.Answers.IsToPrefix(index) ? Remarks.SourcePrefix : Remarks.None)
            | (MayBeBanned(index, reason) ? Remarks.BanPossible : Remarks.None)
            | (HasWaited(index, reason) ? Remarks.Waited : Remarks.None);
    }

    // Only what the target answers now, and not what it answered once, nor that it keeps the visitor's connection, speaks against a ban.
    private bool MayBeBanned(int index, Reason reason) =>
        reason == Reason.NoReply && !state.Probes[index].Kind.Info().TestsFirewall && !sending.IsBanExcludedFor(state.Probes[index].Protocol);

    private bool HasWaited(int index, Reason reason) =>
        reason.Info().Strength == EvidenceStrength.IcmpError
        && sending.IsLimitRecognised
        && state.Attempts.AttemptsOf(index) > 1
        && !state.Answers.IsToPrefix(index);

    private bool IsAccepting(int index, Reason reason) => state.Probes[index].Kind == ProbeKind.Syn && reason.Info().State == PortState.Open;

    // What a recognised service said is its own.
    private bool IsAmongManyOpen(int index, Reason reason) =>
        reason != Reason.UdpReply
        && reason.Info().State == PortState.Open
        && PortKinds.Of(state.Probes[index]) is { } kind
        && _suspectedTarpits.Contains(kind)
        && !(_isEveryPortAnswered && IsAccepting(index, reason));

    private bool HasHopCountAnomaly(int index) =>
        _usualDistance is { } usual && HasHopCount(index) && HopDistance.Of(state.Answers.HopLimitOf(index)) != usual;

    // Only the target's own answers are alike, and what answers over UDP chooses its hop limit itself.
    private bool HasHopCount(int index) =>
        state.Answers.ReasonOf(index) is not (Reason.UdpReply or Reason.UdpUnverified)
        && state.Answers.IsProved(index)
        && state.Answers.ResponderNumberOf(index) == 0;
}
