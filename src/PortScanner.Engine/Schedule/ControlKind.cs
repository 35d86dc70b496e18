using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// Probes that somebody answered in one manner, and so, if at all, limits in one: what was asked again of them in the round at hand, and
/// what that has proved by now.
/// </summary>
/// <param name="responder">Who answered.</param>
/// <param name="reason">In which manner.</param>
/// <param name="protocol">To probes of which protocol.</param>
internal sealed class ControlKind(int responder, Reason reason, ProbeProtocol protocol)
{
    /// <summary>How many controls of a kind a round can have.</summary>
    public const int Most = 8;

    // Linux allows six errors at once; more controls would find no tokens, and leave none for a hidden outstanding probe.
    private const int MostErrors = 4;

    private readonly int[] _controls = new int[Most];
    private int _wanted = reason.Info().Strength == EvidenceStrength.IcmpError ? MostErrors : Most;
    private int _sampled;
    private bool _isResting;

    /// <summary>Whether the manner is an ICMP error, which hosts limit.</summary>
    public bool IsIcmpError { get; } = reason.Info().Strength == EvidenceStrength.IcmpError;

    /// <summary>To probes of which protocol.</summary>
    public ProbeProtocol Protocol => protocol;

    /// <summary>Whether the target itself answered.</summary>
    public bool IsOfTarget => responder == 0;

    /// <summary>Whether it is what the target itself says to TCP.</summary>
    public bool IsTargetToTcp => IsOfTarget && protocol == ProbeProtocol.Tcp;

    /// <summary>How many controls are asked in the round at hand.</summary>
    public int Count { get; private set; }

    /// <summary>Whether probes are known that were answered in this manner, though none may be asked in the round at hand.</summary>
    public bool IsPresent => Count > 0 || _isResting;

    /// <summary>How many of them were answered, as of the round's end.</summary>
    public int Answered { get; private set; }

    /// <summary>The chance, at most, that this kind of answer hides behind the silence of the last rounds in a row.</summary>
    public double ChanceOfHiding { get; private set; } = 1;

    /// <summary>The controls of the round at hand.</summary>
    public ReadOnlySpan<int> Controls => _controls.AsSpan(0, Count);

    /// <summary>Whether a probe was answered in this manner.</summary>
    public bool Matches(int byResponder, Reason inManner, ProbeProtocol ofProtocol) =>
        byResponder == responder && inManner == reason && ofProtocol == protocol;

    /// <summary>Forgets the controls of the last round.</summary>
    public void Clear() => (Count, Answered, _sampled, _isResting) = (0, 0, 0, false);

    /// <summary>Asks none of the sampled in the round at hand, if they are ICMP errors: the round proves nothing of those.</summary>
    public void RestIfIcmpError()
    {
        if (IsIcmpError)
        {
            (Count, _isResting) = (0, IsPresent);
        }
    }

    /// <summary>Samples a probe of the kind; each has the same chance to be a control in the end.</summary>
    public void Sample(int index, Func<int, int> random)
    {
        _sampled++;
        if (Count < _wanted)
        {
            _controls[Count++] = index;
        }
        else if (random(_sampled) is var place && place < _wanted)
        {
            _controls[place] = index;
        }
    }

    /// <summary>Notes how many controls were answered.</summary>
    public void NoteAnswered(int answered)
    {
        Answered = answered;

        // As many as there were tokens for prove the most.
        if (IsIcmpError && Count > 0)
        {
            _wanted = answered < Count ? Math.Max(answered, 1) : Math.Min(Count * 2, MostErrors);
        }
    }

    /// <summary>Counts a round that brought nothing new as evidence.</summary>
    /// <param name="copies">How many packets each outstanding probe was asked with.</param>
    public void AccumulateEvidence(int copies) => ChanceOfHiding *= ControlRule.ChanceOfHiding(Count, Answered, OfUse(copies));

    /// <summary>The chance that would be left after another such round, were all controls of it answered.</summary>
    public double ChanceAfter(int copies) => ChanceOfHiding * ControlRule.ChanceOfHiding(Count, Count, OfUse(copies));

    /// <summary>Takes all evidence back.</summary>
    public void Restart() => ChanceOfHiding = 1;

    // An outstanding probe may turn out to be a listener, which answers one packet from each of the scan's source ports.
    private int OfUse(int copies) => IsIcmpError ? copies : Math.Min(copies, SourcePorts.BlockSize);
}
