using PortScanner.Core.Results;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Scans;

/// <summary>
/// What one scan in flight asks and knows. It is the receiver thread's, which finds it by a packet's port and records what came. The sender
/// (<see cref="ScanSending"/>) notes in it what leaves, and the reader (<see cref="ScanResults"/>) what it has taken; each table says who
/// writes it.
/// </summary>
internal sealed class ScanState
{
    // Counted here, not in the capture: a target that answers from hundreds of addresses must not spoil the scans of others.
    private long _unkeptAnswers;

    private SecondPort? _secondPort;

    /// <summary>Prepares the tables.</summary>
    /// <param name="identity">What marks the scan's packets.</param>
    /// <param name="probes">What is asked.</param>
    /// <param name="path">How long the way to the target takes, if its connection tells.</param>
    public ScanState(ScanIdentity identity, ProbeTable probes, PathRoundTrip? path = null)
    {
        Identity = identity;
        Probes = probes;
        Builder = new PacketBuilder(identity, probes);
        Answers = new AnswerTable(probes.Count, probes.ControlCount);
        PrefixAnswers = new PrefixAnswers(probes.RandomCount, Math.Max(identity.Sources.PlaceCount, 1));
        Attempts = new AttemptTable(probes.Count);
        Replies = new ReplyTable(probes.Count);
        if (path is not null)
        {
            Answers.RoundTrips.Seed(path.Smoothed, path.Variation);
            Answers.TargetRoundTrips.Seed(path.Smoothed, path.Variation);
        }
    }

    /// <summary>What marks the scan's packets.</summary>
    public ScanIdentity Identity { get; }

    /// <summary>What is asked.</summary>
    public ProbeTable Probes { get; }

    /// <summary>Writes the scan's packets, for all threads: it changes nothing.</summary>
    public PacketBuilder Builder { get; }

    /// <summary>What came back.</summary>
    public AnswerTable Answers { get; }

    /// <summary>Which answers to the source prefix count.</summary>
    public PrefixAnswers PrefixAnswers { get; }

    /// <summary>What was sent.</summary>
    public AttemptTable Attempts { get; }

    /// <summary>What was sent from the second block of source ports; null while there is none.</summary>
    public SecondPort? SecondPort => Volatile.Read(ref _secondPort);

    /// <summary>How much came back in UDP.</summary>
    public ReplyTable Replies { get; }

    /// <summary>Wakes the scan's reader.</summary>
    public ReaderSignal Signal { get; } = new();

    /// <summary>How many answers there was no room to keep.</summary>
    public long UnkeptAnswers => Volatile.Read(ref _unkeptAnswers);

    /// <summary>Records an answer. Called by the receiver thread.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="reason">The fact.</param>
    /// <param name="responder">Who sent it.</param>
    /// <param name="hopLimit">The hop limit that was left.</param>
    /// <param name="capturedAt">When it came, in microseconds of <see cref="MonotonicTime"/>.</param>
    /// <param name="pass">The pass that it answers; -1 if the packet does not tell.</param>
    /// <param name="remarks">What is odd about the packet.</param>
    /// <param name="isProved">Whether it bears a secret of ours.</param>
    /// <param name="isToSecond">Whether it came to the second port, which the probe had left from, or is about what left from there.</param>
    public void Record(
        int index,
        Reason reason,
        IpAddressBits responder,
        byte hopLimit,
        long capturedAt,
        int pass,
        Remarks remarks = Remarks.None,
        bool isProved = true,
        bool isToSecond = false)
    {
        var isToPrefix = pass >= 0 && Identity.Sources.IsRotating(pass);

        // Where our own machine's firewall rejects, or it finds no neighbour, it answers in the target's place: the probe never left. It knows
        // what it refused; what proves nothing is not from there.
        if (Attempts.AttemptsOf(index) == 0 || (Identity.Sources.MayBe(responder) && responder != Identity.TargetBits))
        {
            if (!isToPrefix && isProved)
            {
                Answers.RecordSendError(index);
            }

            return;
        }

        if (isToSecond && reason.Info().Strength == EvidenceStrength.IcmpError)
        {
            Answers.RecordErrorOfSecond(index);
            Signal.Give();
            return;
        }

        var (roundTrip, isRetry) = isToSecond ? SecondPort!.Answered(index, capturedAt) : Attempts.Answered(index, pass, capturedAt);
        var awaitsSecond = false;
        if (!isProved && !isToPrefix)
        {
            (reason, awaitsSecond) = Weigh(index, reason, isToSecond);
        }

        var answer = new Answer(
            reason, responder == Identity.TargetBits ? null : responder, hopLimit, roundTrip, capturedAt, isToPrefix, remarks, isProved, awaitsSecond);
        var place = isToPrefix ? Identity.Sources.PlaceOf(index, pass) : 0;
        if (!PrefixAnswers.Takes(answer, Answers.ReasonOf(index), index < Probes.RandomCount, Answers.IsProved(index), place))
        {
            return;
        }

        if (!Answers.Record(index, answer, isRetry))
        {
            Interlocked.Increment(ref _unkeptAnswers);
        }

        Signal.Give();
    }

    /// <summary>Says that probes leave from a second block of source ports from now on; it is not findable yet. Called by the sender thread.</summary>
    /// <param name="firstPort">The block's first port.</param>
    public void BeginSecondPort(ushort firstPort)
    {
        Identity.AddBlock(firstPort);
        Volatile.Write(ref _secondPort, new SecondPort(Attempts, Probes.Count));
    }

    /// <summary>Whether a probe left from the second port.</summary>
    public bool HasLeftFromSecond(int index) => SecondPort?.PacketsOf(index) > 0;

    /// <summary>Records what somebody says about a probe that decides nothing of it. Called by the receiver thread.</summary>
    /// <param name="index">The probe, which left.</param>
    /// <param name="notice">What is said.</param>
    public void RecordNotice(int index, Remarks notice)
    {
        if (Attempts.PacketsOf(index) > 0)
        {
            Answers.RecordNotice(index, notice);
            Signal.Give();
        }
    }

    /// <summary>Records that somebody forges answers to a probe. Called by the receiver thread.</summary>
    public void RecordGuess(int index)
    {
        if (!Answers.IsGuessed(index))
        {
            Answers.RecordGuess(index);
            Signal.Give();
        }
    }

    // What a reply without a secret says, and whether it says so only once another came to the second port. Where something proved itself it
    // is only held against that.
    private (Reason Reason, bool AwaitsSecond) Weigh(int index, Reason reason, bool isToSecond)
    {
        if (Answers.IsGuessed(index))
        {
            return (Reason.UdpUnproved, false);
        }

        if (reason is not (Reason.UdpReply or Reason.UdpUnverified) || Answers.IsProved(index))
        {
            return (reason, false);
        }

        var replies = Answers.UnprovedReplies;
        replies.Note(index, reason == Reason.UdpReply, isToSecond);
        return replies.AreToBoth(index) ? (replies.ReasonOf(index), false) : (reason, true);
    }
}
