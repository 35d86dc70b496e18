using PortScanner.Core.Results;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// The probes that a pass asks once more although they are decided: some for each kind, which is a responder and its manner of saying
/// no; or else an open port, to see that the path still leads there. Shuffled among the candidates, no limit on errors, whoever else uses it up, can treat them otherwise than a candidate that it hides.
/// Used by the sender thread alone.
/// </summary>
/// <param name="probes">The plan.</param>
/// <param name="answers">What came back.</param>
/// <param name="attempts">What was sent.</param>
internal sealed class PassControls(ProbeTable probes, AnswerTable answers, AttemptTable attempts)
{
    /// <summary>How many controls a pass can have.</summary>
    public const int Maximum = MaximumKinds * MostOfAKind;

    private const int MaximumKinds = 8;

    // More of a kind prove more in one pass, where the limit has tokens for them; where it has not, fewer prove more.
    private const int MostOfAKind = 4;

    private readonly int[] _indexes = new int[Maximum];
    private readonly int[] _kinds = new int[MaximumKinds];
    private int _count;
    private int _kindCount;
    private int _wanted = MostOfAKind;

    /// <summary>Whether one of them was refused by an ICMP error, which hosts limit.</summary>
    public bool HaveIcmpError { get; private set; }

    /// <summary>Picks the controls of a pass from what is decided by now.</summary>
    /// <returns>The controls' probes.</returns>
    public ReadOnlySpan<int> Pick()
    {
        _count = 0;
        _kindCount = 0;
        HaveIcmpError = false;
        for (var i = 0; i < probes.Count; i++)
        {
            if (IsNo(i) && IsWanted(i))
            {
                _indexes[_count++] = i;
                HaveIcmpError |= IsIcmpError(i);
            }
        }

        if (_count == 0)
        {
            PickListener();
        }

        return _indexes.AsSpan(0, _count);
    }

    /// <summary>Whether each control that TCP answered before was answered again.</summary>
    public bool AreTcpControlsAnswered()
    {
        for (var i = 0; i < _count; i++)
        {
            if (!IsIcmpError(_indexes[i]) && !IsAnswered(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The chance, at most, that this pass went as it did and a candidate is hidden by a limit: had it been one of k + 1 probes in random
    /// order of which j were answered, it would be among the others with a chance of (k + 1 - j) / (k + 1). The worst kind counts.
    /// </summary>
    public double ChanceThatALimitHides()
    {
        var worst = 0.0;
        for (var kind = 0; kind < _kindCount; kind++)
        {
            var (count, answered) = CountKind(_kinds[kind]);
            if (IsIcmpError(_kinds[kind]))
            {
                worst = Math.Max(worst, (count + 1.0 - answered) / (count + 1.0));
            }
        }

        return worst;
    }

    /// <summary>Asks for more controls of a kind if all were answered, and for fewer if not.</summary>
    public void Adapt()
    {
        var areAllAnswered = true;
        for (var i = 0; i < _count; i++)
        {
            areAllAnswered &= IsAnswered(i);
        }

        _wanted = areAllAnswered ? Math.Min(_wanted * 2, MostOfAKind) : Math.Max(_wanted / 2, 1);
    }

    // Only where nobody says no: a firewall that lets a port be opened so often a minute would not answer a control for ever.
    private void PickListener()
    {
        for (var i = 0; i < probes.Count && _count == 0; i++)
        {
            if (answers.ReasonOf(i) == Reason.SynAck)
            {
                _indexes[_count++] = i;
            }
        }
    }

    private bool IsNo(int index) => answers.ReasonOf(index).Info().Strength is EvidenceStrength.IcmpError or EvidenceStrength.Refusal;

    private bool IsIcmpError(int index) => answers.ReasonOf(index).Info().Strength == EvidenceStrength.IcmpError;

    private bool IsAnswered(int control) => answers.AnsweredAt(_indexes[control]) >= attempts.SentAt(_indexes[control]);

    // Kinds are told by the first probe of each that was met.
    private bool IsWanted(int index)
    {
        for (var kind = 0; kind < _kindCount; kind++)
        {
            if (AreAlike(_kinds[kind], index))
            {
                return IsIcmpError(index) && CountKind(index).Count < _wanted;
            }
        }

        if (_kindCount == MaximumKinds)
        {
            return false;
        }

        _kinds[_kindCount++] = index;
        return true;
    }

    private (int Count, int Answered) CountKind(int index)
    {
        var (count, answered) = (0, 0);
        for (var i = 0; i < _count; i++)
        {
            if (AreAlike(_indexes[i], index))
            {
                count++;
                answered += IsAnswered(i) ? 1 : 0;
            }
        }

        return (count, answered);
    }

    private bool AreAlike(int one, int other) =>
        answers.ResponderNumberOf(one) == answers.ResponderNumberOf(other) && answers.ReasonOf(one) == answers.ReasonOf(other);
}
