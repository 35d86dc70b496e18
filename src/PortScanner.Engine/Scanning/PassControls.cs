using PortScanner.Core.Results;

namespace PortScanner.Engine.Scanning;

/// <summary>
/// The probes that a pass asks once more at its end although they are decided: one for each responder and manner of saying no. If one
/// of them gets no answer now, then silence means nothing now. Used by the sender thread alone.
/// </summary>
internal sealed class PassControls(ProbeTable probes, AnswerTable answers, AttemptTable attempts)
{
    private const int Maximum = 8;

    private readonly int[] _indexes = new int[Maximum];
    private int _count;
    private int _cursor;

    /// <summary>Whether one of them was refused by an ICMP error, which hosts limit.</summary>
    public bool HaveIcmpError { get; private set; }

    /// <summary>Begins a pass without controls.</summary>
    public void Clear()
    {
        _count = 0;
        _cursor = 0;
        HaveIcmpError = false;
    }

    /// <summary>Picks the controls from what is decided by now.</summary>
    public void Pick()
    {
        Clear();
        for (var i = 0; i < probes.Count && _count < Maximum; i++)
        {
            var strength = answers.ReasonOf(i).Info().Strength;
            if (strength is EvidenceStrength.IcmpError or EvidenceStrength.Refusal && !IsLikeAnother(i))
            {
                _indexes[_count++] = i;
                HaveIcmpError |= strength == EvidenceStrength.IcmpError;
            }
        }
    }

    /// <summary>The next control to send, or -1.</summary>
    public int Next() => _cursor < _count ? _indexes[_cursor++] : -1;

    /// <summary>Whether each control was answered after it left.</summary>
    public bool AreAnswered()
    {
        for (var i = 0; i < _count; i++)
        {
            if (answers.AnsweredAt(_indexes[i]) < attempts.SentAt(_indexes[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsLikeAnother(int index)
    {
        for (var i = 0; i < _count; i++)
        {
            if (answers.ResponderNumberOf(_indexes[i]) == answers.ResponderNumberOf(index)
                && answers.ReasonOf(_indexes[i]) == answers.ReasonOf(index))
            {
                return true;
            }
        }

        return false;
    }
}
