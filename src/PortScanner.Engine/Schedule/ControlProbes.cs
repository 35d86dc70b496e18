using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// The probes that a round asks once more although they are decided: some for each kind, which is a responder and its manner of saying
/// no to a protocol; or else what accepted or replied, to see that the path still leads there. Used by the sender thread alone.
/// </summary>
/// <param name="probes">The plan.</param>
/// <param name="answers">What came back.</param>
/// <param name="attempts">What was sent.</param>
/// <param name="random">A random number from zero up to, and without, its argument.</param>
internal sealed class ControlProbes(ProbeTable probes, AnswerTable answers, AttemptTable attempts, Func<int, int> random)
{
    /// <summary>How many controls a round can have.</summary>
    public const int Maximum = MaximumKinds * ControlKind.Most;

    private const int MaximumKinds = 8;

    private readonly List<ControlKind> _kinds = [];

    /// <summary>Whether somebody said no by an ICMP error, which hosts limit.</summary>
    public bool HaveIcmpError { get; private set; }

    /// <summary>How many controls that ICMP errors answered before were not answered again, in all rounds.</summary>
    public int UnansweredByIcmp { get; private set; }

    /// <summary>How many controls that were answered otherwise than by an ICMP error were not answered again, in all rounds.</summary>
    public int MissedReplies { get; private set; }

    /// <summary>How many of them were answered.</summary>
    public int AnsweredReplies { get; private set; }

    /// <summary>How many controls were answered otherwise than by ICMP errors in the last round.</summary>
    public int Replies { get; private set; }

    /// <summary>How many controls ICMP errors answered in the last round.</summary>
    public int AnsweredByIcmp { get; private set; }

    /// <summary>Whether of each kind, ICMP errors aside, at least one control was answered in the last round.</summary>
    public bool IsPathAlive { get; private set; } = true;

    /// <summary>Whether the target itself was asked once more for TCP ports that it had answered before, and refused or accepted none of them now.</summary>
    public bool IsTargetSilentToTcp
    {
        get
        {
            var asked = 0;
            foreach (var kind in _kinds)
            {
                if (kind.IsTargetToTcp && kind.Count > 0)
                {
                    asked += kind.IsIcmpError ? 0 : kind.Count;
                    if (CountAnswered(kind) > 0)
                    {
                        return false;
                    }
                }
            }

            return asked > 0;
        }
    }

    /// <summary>How many controls of the last round the target itself had answered to TCP, ICMP errors aside.</summary>
    public int AskedOfTargetsTcp
    {
        get
        {
            var asked = 0;
            foreach (var kind in _kinds)
            {
                asked += kind.IsTargetToTcp && !kind.IsIcmpError ? kind.Count : 0;
            }

            return asked;
        }
    }

    /// <summary>Whether the target itself answered a control of a protocol in the last round.</summary>
    public bool HasTargetAnswered(ProbeProtocol protocol) => _kinds.Exists(kind => kind.IsOfTarget && kind.Protocol == protocol && kind.Answered > 0);

    /// <summary>Picks the controls of a round from what is decided by now.</summary>
    /// <param name="order">Where they are put.</param>
    /// <param name="outstanding">What the round asks beside them.</param>
    /// <param name="withErrors">Whether what ICMP errors answered is among them.</param>
    /// <returns>How many there are.</returns>
    public int Pick(Span<Send> order, OutstandingProbes outstanding, bool withErrors = true)
    {
        _kinds.ForEach(kind => kind.Clear());
        Sample(index => answers.StrengthOf(index) is EvidenceStrength.Refusal || (answers.StrengthOf(index) is EvidenceStrength.IcmpError && IsOfUse(index, outstanding)));
        if (!_kinds.Exists(kind => kind.IsTargetToTcp && kind.Count > 0))
        {
            // A host that bans the tester no longer answers, while a router before it, or its limit on UDP, goes on saying no. Only where
            // the host itself refuses no port: a firewall that lets a port be opened so often a minute would not answer it for ever.
            Sample(index => answers.ReasonOf(index) == Reason.SynAck);
        }

        // Replies that services limit too: only where there is nothing else to see the path by.
        SampleIfAlone(Reason.EchoReply);
        SampleIfAlone(Reason.UdpReply);

        if (!withErrors)
        {
            _kinds.ForEach(kind => kind.RestIfIcmpError());
        }

        HaveIcmpError = _kinds.Exists(kind => kind.IsIcmpError && kind.Count > 0);
        var count = 0;
        foreach (var kind in _kinds)
        {
            foreach (var control in kind.Controls)
            {
                order[count++] = new Send(control, IsControl: true);
            }
        }

        return count;
    }

    /// <summary>Looks which controls were answered, once the round's answers are in.</summary>
    public void CountReplies()
    {
        (Replies, AnsweredByIcmp) = (0, 0);
        IsPathAlive = true;
        foreach (var kind in _kinds)
        {
            var answered = CountAnswered(kind);
            kind.NoteAnswered(answered);
            var missed = kind.Count - answered;
            if (kind.IsIcmpError)
            {
                AnsweredByIcmp += answered;
                UnansweredByIcmp += missed;
            }
            else
            {
                Replies += answered;
                AnsweredReplies += answered;
                MissedReplies += missed;
                IsPathAlive &= kind.Count == 0 || answered > 0;
            }
        }
    }

    /// <summary>Counts a round as evidence for each kind of which it brought nothing new.</summary>
    /// <param name="copies">How many packets each outstanding probe was asked with.</param>
    /// <param name="news">What it brought.</param>
    public void AccumulateEvidence(int copies, NewAnswers news) =>
        _kinds.ForEach(kind =>
        {
            if (!IsOf(kind, news))
            {
                kind.AccumulateEvidence(copies);
            }
        });

    /// <summary>
    /// Takes evidence back: an outstanding probe that shows itself takes away what the rounds before had seemed to prove of the others. One that
    /// an error decided does so only for errors: of a listener it tells nothing.
    /// </summary>
    /// <param name="news">What showed itself.</param>
    public void Restart(NewAnswers news) =>
        _kinds.ForEach(kind =>
        {
            if (IsOf(kind, news))
            {
                kind.Restart();
            }
        });

    /// <summary>The chance, at most, that a reply hides behind the silence, errors aside.</summary>
    public double ChanceOfHiddenReply() => Worst(kind => !kind.IsIcmpError, kind => kind.ChanceOfHiding);

    /// <summary>The chance, at most, that one of the kinds hides behind the silence.</summary>
    /// <param name="withReplies">Whether to look at other answers too, or at ICMP errors only.</param>
    public double ChanceOfHiding(bool withReplies) => Worst(kind => kind.IsIcmpError || withReplies, kind => kind.ChanceOfHiding);

    /// <summary>The fewest packets an outstanding probe with which the round, all its controls answered, would suffice.</summary>
    /// <param name="withReplies">Whether to look at other answers than ICMP errors too.</param>
    /// <param name="most">The most that is allowed.</param>
    public int CopiesToProve(bool withReplies, int most)
    {
        var copies = 1;
        most = HaveIcmpError ? most : Math.Min(most, SourcePorts.BlockSize);
        while (copies < most && Worst(kind => kind.IsIcmpError || withReplies, kind => kind.ChanceAfter(copies)) >= LossRule.AcceptedRisk)
        {
            copies++;
        }

        return copies;
    }

    private static bool IsOf(ControlKind kind, NewAnswers news) => news.Replies > 0 || (kind.IsIcmpError && news.Errors > 0);

    // Whoever answers a protocol late by design (RFC 6092 REC-34) cannot be asked again within a round. What he says of it tells nothing of the
    // silence of another protocol, which he does not answer so.
    private bool IsOfUse(int index, OutstandingProbes outstanding) =>
        answers.RoundTripOf(index) is not { } roundTrip || roundTrip < RoundTripEstimate.Longest || outstanding.HasAny(probes[index].Protocol);

    private double Worst(Predicate<ControlKind> counts, Func<ControlKind, double> chanceOf)
    {
        var worst = 0.0;
        foreach (var kind in _kinds)
        {
            if (kind.IsPresent && counts(kind))
            {
                worst = Math.Max(worst, chanceOf(kind));
            }
        }

        return worst;
    }

    private void Sample(Func<int, bool> isControl)
    {
        for (var i = 0; i < probes.Count; i++)
        {
            if (isControl(i))
            {
                KindOf(i)?.Sample(i, random);
            }
        }
    }

    private void SampleIfAlone(Reason reason)
    {
        if (_kinds.TrueForAll(kind => kind.Count == 0))
        {
            Sample(index => answers.ReasonOf(index) == reason && answers.IsProved(index));
        }
    }

    private ControlKind? KindOf(int index)
    {
        var (responder, reason, protocol) = (answers.ResponderNumberOf(index), answers.ReasonOf(index), probes[index].Protocol);
        foreach (var kind in _kinds)
        {
            if (kind.Matches(responder, reason, protocol))
            {
                return kind;
            }
        }

        if (_kinds.Count == MaximumKinds)
        {
            return null;
        }

        var added = new ControlKind(responder, reason, protocol);
        _kinds.Add(added);
        return added;
    }

    private int CountAnswered(ControlKind kind)
    {
        var answered = 0;
        foreach (var control in kind.Controls)
        {
            answered += answers.ConfirmedAt(control) >= attempts.SentAt(control) ? 1 : 0;
        }

        return answered;
    }
}
