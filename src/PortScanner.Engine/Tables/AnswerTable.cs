using System.Net;

using PortScanner.Core.Results;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tables;

/// <summary>
/// What came back, a cell a probe in flat arrays. The receiver thread alone writes; the sender and the scan's reader look. A cell that
/// is being replaced may be read half old and half new, and is then read again, since its change mark is set last.
/// </summary>
/// <param name="count">How many probes there are.</param>
/// <param name="controlCount">How many of them, from the first on, are controls outside the plan.</param>
internal sealed class AnswerTable(int count, int controlCount = 0)
{
    // What is said of a probe whatever its strongest answer is, and though there is none.
    private const Remarks Notices = Remarks.Redirected | Remarks.SourceQuenched;

    private const uint Unknown = uint.MaxValue;
    private const int MaximumResponders = byte.MaxValue;

    private readonly Reason[] _reasons = new Reason[count];
    private readonly EvidenceStrength[] _strengths = new EvidenceStrength[count];
    private readonly bool[] _areGuessed = new bool[count];
    private readonly bool[] _awaitSecond = new bool[count];
    private readonly bool[] _neededRetry = new bool[count];
    private readonly byte[] _responders = new byte[count];
    private readonly byte[] _hopLimits = new byte[count];
    private readonly uint[] _roundTrips = new uint[count];
    private readonly long[] _answeredAt = new long[count];
    private readonly long[] _confirmedAt = new long[count];
    private readonly bool[] _areToPrefix = new bool[count];
    private readonly Remarks[] _remarks = new Remarks[count];
    private readonly ChangeSet _changes = new(count);
    private IpAddressBits[] _responderTable = new IpAddressBits[4];
    private int _responderCount;
    private int _decided;
    private int _decidedOfPlan;
    private int _proved;
    private int _awaitingSecond;
    private int _overrulable;

    /// <summary>How many probes are decided.</summary>
    public int DecidedCount => Volatile.Read(ref _decided);

    /// <summary>How many probes were answered by something that proves itself.</summary>
    public int ProvedCount => Volatile.Read(ref _proved);

    /// <summary>How many probes of the plan are not decided.</summary>
    public int UndecidedOfPlan => count - controlCount - Volatile.Read(ref _decidedOfPlan);

    /// <summary>
    /// Whether what is known of a probe of the plan is an ICMP error, which may come from nearer than the target and so be quicker than its own
    /// answer, or a reply that proves nothing.
    /// </summary>
    public bool MayBeOverruled => Volatile.Read(ref _overrulable) > 0;

    /// <summary>Whether each probe of the plan is decided.</summary>
    public bool IsPlanDecided => UndecidedOfPlan == 0;

    /// <summary>Whether any probe was answered by a reply that proves nothing, and not yet once more, to the second port.</summary>
    public bool IsAnyAwaitingSecond => Volatile.Read(ref _awaitingSecond) > 0;

    /// <summary>The replies that bear no secret.</summary>
    public UnprovedReplies UnprovedReplies { get; } = new(count);

    /// <summary>How many probes had other answers than ICMP errors, which hosts limit; and how many only after a further attempt.</summary>
    public int Replies { get; private set; }

    /// <inheritdoc cref="Replies"/>
    public int RepliesAfterRetry { get; private set; }

    /// <summary>How long answers take.</summary>
    public RoundTripEstimate RoundTrips { get; } = new();

    /// <summary>How long the target's own answers take.</summary>
    public RoundTripEstimate TargetRoundTrips { get; } = new();

    /// <summary>How long the target's own TCP and echo answers took, for the sender to take.</summary>
    public RoundTripSamples Samples { get; } = new();

    /// <summary>Whether the probe needs no further attempt.</summary>
    public bool IsDecided(int index) => StrengthOf(index) >= EvidenceStrength.Unproved && !AwaitsSecond(index);

    /// <summary>Whether what is known of the probe proved itself.</summary>
    public bool IsProved(int index) => StrengthOf(index) >= EvidenceStrength.IcmpError;

    /// <summary>Whether the strongest answer is to a further attempt, an earlier one having stayed without.</summary>
    public bool NeededRetry(int index) => _neededRetry[index];

    /// <summary>How much is proved of a probe.</summary>
    public EvidenceStrength StrengthOf(int index) => _strengths[index];

    /// <summary>Whether a reply that proves nothing is all that is known of the probe, and a second one, to the second port, is to come.</summary>
    public bool AwaitsSecond(int index) => Volatile.Read(ref _awaitSecond[index]);

    /// <summary>The strongest fact known of a probe.</summary>
    public Reason ReasonOf(int index) => AwaitsSecond(index) ? Reason.UdpUnproved : _reasons[index];

    /// <summary>When the probe was last answered, in microseconds of <see cref="MonotonicTime"/>; 0 for never.</summary>
    public long AnsweredAt(int index) => Volatile.Read(ref _answeredAt[index]);

    /// <summary>
    /// When the probe was last answered as the strongest answer has it, by something that proves itself; in microseconds of
    /// <see cref="MonotonicTime"/>, 0 for never. Whatever else comes is none that a control was asked for.
    /// </summary>
    public long ConfirmedAt(int index) => Volatile.Read(ref _confirmedAt[index]);

    /// <summary>Whether somebody was seen to forge answers to the probe, so that those without a proof count for nothing.</summary>
    public bool IsGuessed(int index) => Volatile.Read(ref _areGuessed[index]);

    /// <summary>Who gave the strongest answer, as a number that is 0 for the target itself.</summary>
    public int ResponderNumberOf(int index) => _responders[index];

    /// <summary>Who gave the strongest answer, or null for the target itself.</summary>
    public IPAddress? ResponderOf(int index)
    {
        // Read once, and before the table: the receiver may replace the number meanwhile, and a table only ever grows.
        int number = Volatile.Read(ref _responders[index]);
        return number == 0 ? null : Volatile.Read(ref _responderTable)[number - 1].ToIPAddress();
    }

    /// <summary>Whether the strongest answer came to an address of the source prefix.</summary>
    public bool IsToPrefix(int index) => _areToPrefix[index];

    /// <summary>What is odd about the strongest answer, and whether others contradict it.</summary>
    public Remarks RemarksOf(int index) => _remarks[index];

    /// <summary>What was said of the probe that decides nothing, whether it was answered or not.</summary>
    public Remarks NoticesOf(int index) => _remarks[index] & Notices;

    /// <summary>From attempt to answer, or null.</summary>
    public TimeSpan? RoundTripOf(int index) =>
        _roundTrips[index] == Unknown ? null : TimeSpan.FromMicroseconds(_roundTrips[index]);

    /// <summary>The hop limit of the strongest answer.</summary>
    public byte HopLimitOf(int index) => _hopLimits[index];

    /// <summary>The probes that were decided, or decided anew, since the last call.</summary>
    public IEnumerable<int> TakeChanges() => _changes.Take();

    /// <summary>Records an answer.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="answer">What came.</param>
    /// <param name="neededRetry">Whether an earlier attempt had stayed without an answer.</param>
    /// <returns>False if the answer could not be kept because too many different addresses answer.</returns>
    public bool Record(int index, in Answer answer, bool neededRetry)
    {
        var known = StrengthOf(index);
        var strength = answer.Strength;
        if (strength >= EvidenceStrength.Unproved)
        {
            AddRoundTrip(_answeredAt[index], answer);
            Volatile.Write(ref _answeredAt[index], answer.CapturedAt);
        }

        NoteContradiction(index, known, strength);
        NoteUnproved(index, known, answer);
        var isFurther = IsSecond(index, answer) || (_responders[index] != 0 && answer.IndirectResponder is null);
        var isStronger = strength > known || (strength == known && isFurther);
        if (isStronger && !TryReplace(index, answer, known, neededRetry))
        {
            return false;
        }

        if (strength >= EvidenceStrength.IcmpError && AreAlike(strength, StrengthOf(index)))
        {
            Volatile.Write(ref _confirmedAt[index], answer.CapturedAt);
        }

        return true;
    }

    /// <summary>
    /// Records that somebody forges answers to a probe, without knowing which port it left from: what has no other proof than that port may be
    /// his, too. Nothing is asked for that: whoever really answers the probe was asked, or is asked as one that was not answered.
    /// </summary>
    public void RecordGuess(int index)
    {
        Volatile.Write(ref _areGuessed[index], true);
        if (StrengthOf(index) != EvidenceStrength.Unproved)
        {
            return;
        }

        var wasDecided = IsDecided(index);
        _reasons[index] = Reason.UdpUnproved;
        SetStrength(index, EvidenceStrength.Doubtful);
        SetAwaitsSecond(index, false);
        if (wasDecided)
        {
            CountDecision(index, -1);
            _changes.Mark(index);
        }
    }

    /// <summary>
    /// Records an ICMP error about a question from the second port: it does not say that nothing answered the first. A listener that serves one
    /// client alone is gone by then, and a firewall may let one question through.
    /// </summary>
    public void RecordErrorOfSecond(int index)
    {
        if (IsDecided(index))
        {
            NoteContradiction(index, StrengthOf(index), EvidenceStrength.IcmpError);
        }
        else
        {
            _remarks[index] |= Remarks.Contradicted;
        }
    }

    /// <summary>Records what somebody said of a probe that decides nothing.</summary>
    public void RecordNotice(int index, Remarks notice)
    {
        if (IsDecided(index))
        {
            Remark(index, notice);
        }
        else
        {
            _remarks[index] |= notice;
        }
    }

    private bool TryReplace(int index, in Answer answer, EvidenceStrength known, bool neededRetry)
    {
        if (!TryNumber(answer.IndirectResponder, out var responder))
        {
            return false;
        }

        var wasDecided = IsDecided(index);
        Volatile.Write(ref _responders[index], responder);
        _hopLimits[index] = answer.HopLimit;
        _areToPrefix[index] = answer.IsToPrefix;
        _remarks[index] = (_remarks[index] & (Remarks.Contradicted | Remarks.Unproved | Notices)) | answer.Remarks;
        _roundTrips[index] = answer.RoundTripMicroseconds ?? Unknown;
        _reasons[index] = answer.Reason;
        _neededRetry[index] = neededRetry;

        // Whoever looks meanwhile must see no decision that is none.
        if (answer.AwaitsSecond)
        {
            SetAwaitsSecond(index, true);
        }

        SetStrength(index, answer.Strength);
        if (!answer.AwaitsSecond)
        {
            SetAwaitsSecond(index, false);
        }

        if (!IsDecided(index))
        {
            return true;
        }

        if (!wasDecided)
        {
            CountDecision(index, 1);
        }

        if (known < EvidenceStrength.IcmpError && IsProved(index))
        {
            Volatile.Write(ref _proved, _proved + 1);
            CountReply(answer.Reason, neededRetry);
        }

        _changes.Mark(index);
        return true;
    }

    /// <summary>Records that our own machine said that it would not send; any answer of another replaces it.</summary>
    public void RecordSendError(int index)
    {
        if (_reasons[index] == Reason.NoReply)
        {
            _reasons[index] = Reason.SendRefused;
        }
    }

    private void SetAwaitsSecond(int index, bool awaits)
    {
        if (AwaitsSecond(index) == awaits)
        {
            return;
        }

        Volatile.Write(ref _awaitSecond[index], awaits);
        Volatile.Write(ref _awaitingSecond, _awaitingSecond + (awaits ? 1 : -1));
        if (awaits)
        {
            UnprovedReplies.Ask(index);
        }
    }

    private bool IsSecond(int index, in Answer answer) => AwaitsSecond(index) && !answer.AwaitsSecond;

    private void SetStrength(int index, EvidenceStrength strength)
    {
        if (index >= controlCount)
        {
            Volatile.Write(ref _overrulable, _overrulable + (IsOverrulable(strength) ? 1 : 0) - (IsOverrulable(_strengths[index]) ? 1 : 0));
        }

        _strengths[index] = strength;
    }

    private static bool IsOverrulable(EvidenceStrength strength) => strength is EvidenceStrength.Unproved or EvidenceStrength.IcmpError;

    private void CountDecision(int index, int change)
    {
        Volatile.Write(ref _decided, _decided + change);
        Volatile.Write(ref _decidedOfPlan, _decidedOfPlan + (index >= controlCount ? change : 0));
    }

    private void NoteContradiction(int index, EvidenceStrength known, EvidenceStrength strength)
    {
        if (known >= EvidenceStrength.Unproved && strength >= EvidenceStrength.Unproved && !AreAlike(known, strength))
        {
            Remark(index, Remarks.Contradicted);
        }
    }

    // What claims to accept or to refuse and proves nothing is told of a probe that something else decided.
    private void NoteUnproved(int index, EvidenceStrength known, in Answer answer)
    {
        if ((IsClaim(answer.Reason) && known >= EvidenceStrength.Unproved) || (IsClaim(_reasons[index]) && answer.Strength >= EvidenceStrength.Unproved))
        {
            Remark(index, Remarks.Unproved);
        }
    }

    private void Remark(int index, Remarks remark)
    {
        if ((_remarks[index] & remark) == Remarks.None)
        {
            _remarks[index] |= remark;
            _changes.Mark(index);
        }
    }

    private static bool IsClaim(Reason reason) => reason is Reason.ResetUnproved or Reason.SplitHandshake or Reason.UdpUnproved;

    // Signs of a listener agree with each other, however strong they are.
    private static bool AreAlike(EvidenceStrength one, EvidenceStrength other) => one == other || (IsAccepting(one) && IsAccepting(other));

    private static bool IsAccepting(EvidenceStrength strength) => strength is EvidenceStrength.Unproved or >= EvidenceStrength.LikelyListener;

    // Answers of controls are samples too, or else a path that grows longer in mid-scan, when little is left to be decided, would never be
    // waited for. Only the first answer to an attempt is one: a second is a copy, or was sent again.
    private void AddRoundTrip(long answeredBefore, in Answer answer)
    {
        if (answer.Strength >= EvidenceStrength.IcmpError && answer.RoundTripMicroseconds is { } sample && answeredBefore < answer.CapturedAt - sample)
        {
            RoundTrips.Add(sample);
            if (answer.IndirectResponder is null)
            {
                TargetRoundTrips.Add(sample);
                if (answer.Reason is Reason.SynAck or Reason.Reset or Reason.EchoReply)
                {
                    // A service takes its time for a reply in UDP.
                    Samples.Add(sample);
                }
            }
        }
    }

    private void CountReply(Reason reason, bool neededRetry)
    {
        if (reason is Reason.SynAck or Reason.Reset or Reason.EchoReply or Reason.UdpReply)
        {
            Replies++;
            RepliesAfterRetry += neededRetry ? 1 : 0;
        }
    }

    private bool TryNumber(IpAddressBits? responder, out byte number)
    {
        number = 0;
        if (responder is not { } bits)
        {
            return true;
        }

        var position = Array.IndexOf(_responderTable, bits, 0, _responderCount);
        if (position < 0)
        {
            if (_responderCount == MaximumResponders)
            {
                return false;
            }

            if (_responderCount == _responderTable.Length)
            {
                var larger = new IpAddressBits[Math.Min(_responderCount * 2, MaximumResponders)];
                _responderTable.CopyTo(larger, 0);
                Volatile.Write(ref _responderTable, larger);
            }

            position = _responderCount++;
            _responderTable[position] = bits;
        }

        number = (byte)(position + 1);
        return true;
    }
}
