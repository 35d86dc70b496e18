using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// Decides what one scan sends next, and when its silence is proved. Used by the sender thread alone; time comes in from outside.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>A scan probes in <em>rounds</em> over what is still outstanding, spaced about 0, 1 and 3 seconds, so that loss which comes in
/// bursts does not hit every attempt. The first asks first what is worst if it is open (<see cref="ExposureClass"/>), in random order where that is
/// equal (decision 36).</item>
/// <item>The first begins carefully: the ports that are most often found open are asked alone, so that a firewall that bans whoever asks
/// much has answered for them before it does. The times count from what follows (decision 29).</item>
/// <item>From the second on, each round also asks controls: probes that were refused before, for each address and manner in which "no"
/// was said, shuffled among the outstanding probes; or what accepted or replied, where the target itself refused nothing. Whoever limits its
/// answers, or loses them, cannot tell the two apart. So a round that brings nothing new although controls were answered makes it unlikely
/// that an outstanding probe would be answered like them, by a chance that can be computed; the chances of such rounds in a row are multiplied
/// (<see cref="ControlRule"/>).</item>
/// <item>Where answers are limited or lost, the time between rounds is used: outstanding probes are asked one by one, the worst first, a few
/// for each answer that the limit lets through (<see cref="IcmpRateEstimator"/>). When the next answer is overdue, a round asks everybody.</item>
/// <item>Where a limit was recognised and there is a source prefix, whole passes leave from there while they bring news
/// (<see cref="SourceRotation"/>). They bring answers, and prove no silence: a filter may treat the prefix otherwise.</item>
/// <item>A round is judged a reply timeout after its last packet, once the capture has looked at all that came until then. IPv6
/// gateways answer an unsolicited SYN only after 6 s (RFC 6092 REC-34), so no silence is proved on IPv6 within 7 s of the first round.</item>
/// <item>A scan in which each probe is decided is over, but for one thing: where an ICMP error decided one, or a reply that proves nothing,
/// the target has a round trip from the last packet to say otherwise.</item>
/// <item>Where nobody answers at all, a round counts only if the target's own connection was heard since (<see cref="IPathEvidence"/>). One
/// during which the target was away counts in no case, nor does one that the path was seen to lose packets of (<see cref="PathPace"/>).</item>
/// <item>Where the target was there all the time and yet answered none of the TCP ports that it had answered before (<see cref="BanSigns"/>), it
/// has banned the tester: nothing more can be known, and the scan is over. So it has where it answers no TCP at all, but does to addresses of
/// the source prefix that ask the careful ports.</item>
/// <item>Silence is proved by a round in which no probe was newly answered, the path led to somebody and the capture lost nothing, when
/// enough spaced attempts were made for the loss that was measured, and the chance that a limit hides an outstanding probe, or loss where there
/// was any, is under the accepted risk. Until then, or until the budget is used up, it goes on.</item>
/// <item>A scan is <em>settled</em> (<see cref="SettledAt"/>) once nothing more can turn out open: from then on only the manner of a "no" is looked
/// for, for as long as the visitor waits for it.</item>
/// <item>A UDP probe whose reply bears no secret is asked once more at once, from the scan's second port, and is undecided until that was
/// answered, too.</item>
/// <item>At a gentle pace one packet leaves at a time, outstanding probes and controls alike (<see cref="Interval"/>). What proves silence is the same.</item>
/// </list>
/// </remarks>
internal sealed partial class ProbeSchedule
{
    // Rounds beyond the required ones for probes that the kernel refused to send, such as when its buffers were full.
    private const int ExtraRoundsForSendErrors = 3;

    // A path that loses a tenth each way answers twenty first attempts without a miss in one of seventy scans. Until so many were
    // answered, a second packet is sent with each further attempt: three are lost in one of a hundred and fifty, five in one of 4,000.
    private const int AnswersThatShowACleanPath = 20;

    // Signs of a limit, since one may be a chance.
    private const int LeastSigns = 2;

    private static readonly TimeSpan LongestWaitForCapture = TimeSpan.FromSeconds(10);

    // A path that carries little would make the last round go on for minutes.
    private static readonly TimeSpan LongestBehindBudget = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LateWindow = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan PauseAfterLoss = TimeSpan.FromSeconds(1);

    // The visitor's connection is asked once a second whether it lives.
    private static readonly TimeSpan PathTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestCycle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestReplyTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(300);

    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly ICaptureEvidence _capture;
    private readonly IPathEvidence? _path;
    private readonly TimeSpan _lateWindow;
    private readonly TimeSpan _budget;
    private readonly OutstandingProbes _outstanding;
    private readonly ControlProbes _controls;
    private readonly SendOrder _order;
    private readonly SpacedAttempts _spaced = new();

    private Phase _phase = Phase.Probing;
    private int _rounds = 1;
    private int _fruitlessRounds;
    private int _copies = 1;
    private bool _isSettling;
    private int _decidedBefore;
    private long _lossesBefore;
    private TimeSpan _passStart;
    private TimeSpan _roundEnd;
    private TimeSpan _lateFrom;
    private TimeSpan _dueAt;
    private TimeSpan _askedAt;

    /// <summary>Begins the first round at time zero.</summary>
    /// <param name="probes">The plan.</param>
    /// <param name="answers">What came back.</param>
    /// <param name="attempts">What was sent.</param>
    /// <param name="capture">What the capture lost and how far it has looked.</param>
    /// <param name="isIpv6">Whether the late window applies.</param>
    /// <param name="budget">After which time no further round begins.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    /// <param name="rotation">Decides when a pass leaves from the source prefix, if there is one.</param>
    /// <param name="path">What is known of the path while nobody answers, if there is a connection that could tell.</param>
    public ProbeSchedule(
        ProbeTable probes,
        AnswerTable answers,
        AttemptTable attempts,
        ICaptureEvidence capture,
        bool isIpv6,
        TimeSpan budget,
        Func<int, int> random,
        SourceRotation? rotation = null,
        IPathEvidence? path = null)
    {
        _probes = probes;
        _answers = answers;
        _attempts = attempts;
        _capture = capture;
        _outstanding = new OutstandingProbes(probes, answers, attempts, random);
        _controls = new ControlProbes(probes, answers, attempts, random);
        _ban = new BanSigns(probes, answers);
        _order = new SendOrder(probes.Count, random);
        _lateWindow = isIpv6 ? LateWindow : TimeSpan.Zero;
        _budget = budget;
        _rotation = rotation;
        _path = path;
        _lossesBefore = capture.ReadLossCount();
        BeginFirstRound();
    }

    private enum Phase
    {
        /// <summary>The first questions leave one by one.</summary>
        Careful,

        /// <summary>The packets of a round leave.</summary>
        Probing,

        /// <summary>Its answers come in.</summary>
        AwaitingReplies,

        /// <summary>OutstandingProbes are asked one by one, at the pace of a limit.</summary>
        Pacing,

        /// <summary>The next round is not due.</summary>
        Resting,

        /// <summary>Pacing or resting is interrupted by packets from the source prefix.</summary>
        Rotating,

        /// <summary>Their answers come in.</summary>
        AwaitingRotationReplies,

        /// <summary>Addresses of the source prefix ask the first questions again, one by one.</summary>
        AskingFromSecondSource,

        /// <summary>All is proved, and only answers that come late by design are waited for.</summary>
        AwaitingLateAnswers,
    }

    /// <summary>The number of the pass, from 0 on, as far as packets can tell passes apart.</summary>
    public int Pass { get; private set; }

    /// <summary>Why the scan is over; null while it is not.</summary>
    public ScanEnding? Ending { get; private set; }

    /// <summary>Whether somebody was seen to limit its ICMP errors.</summary>
    public bool IsLimitRecognised { get; private set; }

    /// <summary>Whether all required attempts were made, and silence holds unless an answer comes late.</summary>
    public bool IsAwaitingLateAnswers => _phase == Phase.AwaitingLateAnswers;

    /// <summary>How many controls were answered otherwise than by ICMP errors, and how many were not, in all rounds.</summary>
    public (int Answered, int Missed) Controls => (_controls.AnsweredReplies, _controls.MissedReplies);

    /// <summary>Whether an answer other than an ICMP error was missed, by loss or by a limit.</summary>
    private bool AreRepliesMissed => _answers.RepliesAfterRetry > 0 || _controls.MissedReplies > 0;

    private bool MayErrorsHide => _outstanding.Errors > 0 && _controls.ChanceOfHiding(false) >= LossRule.AcceptedRisk;

    private bool IsTroubled => AreRepliesMissed || _outstanding.ErrorsAfterRetry > 0 || _controls.UnansweredByIcmp > 0;

    /// <summary>Whether nothing at all shows that the round's packets and their answers could have passed.</summary>
    private bool IsUnheard => _phase == Phase.AwaitingReplies && _answers.ProvedCount == 0 && _path?.HasHeardSince(RoundStart) == false;

    private bool HasPathFailedSince(TimeSpan start) => _path is not null && (_path.WasSuspendedSince(start) || _path.WasOverrunSince(start));

    // What is asked carefully is few, and the first attempt of all others is what counts.
    private TimeSpan RoundStart => Max(_passStart, _burstAt);

    private TimeSpan LateUntil => _lateWindow == TimeSpan.Zero ? TimeSpan.Zero : _lateFrom + _lateWindow + RoundTrip;

    /// <summary>How long the target may take to say otherwise than an error did: a second, where nothing was measured (RFC 6298 section 2.1).</summary>
    private TimeSpan TimeForTheTarget => _answers.TargetRoundTrips.Timeout is { } roundTrip ? Max(ShortestReplyTimeout, roundTrip) : TimeSpan.FromSeconds(1);

    private TimeSpan RoundTrip => _answers.RoundTrips.Timeout ?? TimeSpan.Zero;

    /// <summary>The next packet to send.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <returns>Null if nothing is to be sent now.</returns>
    public Send? Next(TimeSpan now)
    {
        var next = Ending is null ? Choose(now) : null;
        _askedAt = next is null ? _askedAt : now;
        return next;
    }

    private Send? Choose(TimeSpan now)
    {
        if (NextFromSecond(now) is { } second)
        {
            return second;
        }

        if (_phase is Phase.Careful or Phase.AskingFromSecondSource)
        {
            if (Interval is null)
            {
                return NextCareful(now);
            }

            JoinBurst(now);
        }

        if (_phase == Phase.Probing && Interval is null && now >= _budget + LongestBehindBudget)
        {
            Ending = new ScanEnding(MayErrorsHide ? Reason.RateLimited : Reason.PacketLoss, 0);
            return null;
        }

        if (_phase is Phase.Probing or Phase.Rotating)
        {
            if (AwaitsTurn(now))
            {
                return null;
            }

            if (_order.TryTake(_answers, out var next))
            {
                NoteTurn(now);

                // What leaves from the prefix is no attempt that silence could rest on.
                return next with { IsControl = next.IsControl || _phase == Phase.Rotating };
            }

            EndPass(now);
        }

        if (_answers.IsPlanDecided)
        {
            Ending = AwaitsControlPorts(now) || MayStillBeOverruled(now) ? null : ProvedEnding(now);
        }
        else if (IsLimitRecognised && _phase is Phase.Pacing or Phase.Resting && IsRotationOfUse(now))
        {
            _interrupted = _phase;
            BeginRotation(now);
        }
        else if (_phase == Phase.Pacing)
        {
            return NextPaced(now);
        }
        else if (now >= _dueAt)
        {
            OnDue(now);
        }

        return null;
    }

    private bool MayStillBeOverruled(TimeSpan now) => _answers.MayBeOverruled && now < _askedAt + TimeForTheTarget;

    private void OnDue(TimeSpan now)
    {
        if (_phase == Phase.Resting)
        {
            BeginRound(now);
        }
        else if (_phase == Phase.AwaitingRotationReplies)
        {
            EndRotation(now);
        }
        else if (AwaitsSecondReply(now))
        {
            _dueAt = _askedSecondAt!.Value + TimeForTheTarget;
        }
        else if (_capture.HasLookedSince(_dueAt))
        {
            if ((IsUnheard || IsBanInDoubt) && now < _roundEnd + PathTimeout)
            {
                _dueAt = now + PauseBetweenLooks;
            }
            else
            {
                Judge(now);
            }
        }
        else if (now >= Max(Deadline, _dueAt + LongestWaitForCapture))
        {
            // A capture that is down for good must not keep the scan for ever.
            Ending = UnprovedEnding(Reason.CaptureLoss);
        }
    }

    // A round that only settles the scan asks no controls for errors, which would take a limit's tokens from those that are still to be told.
    private void BeginRound(TimeSpan now, bool isSettling = false)
    {
        _rounds++;
        _isSettling = isSettling;
        BeginPass(now);
        var haveControls = _order.Add(_controls, _outstanding, withErrors: !isSettling);
        _copies = Copies();
        _order.Add(_outstanding.Indexes, _copies);
        if (haveControls)
        {
            _order.Shuffle();
        }

        _phase = Phase.Probing;
        SpreadIfUnheard(now);
    }

    private int Copies()
    {
        if (Interval is not null)
        {
            return 1;
        }

        var most = SendOrder.CopiesFor(_outstanding.Indexes.Length);
        var fewest = _answers.Replies < AnswersThatShowACleanPath ? Math.Min(2, most) : 1;
        return _isSettling || (_rounds == 2 && !IsTroubled) ? fewest : Math.Max(fewest, _controls.CopiesToProve(AreRepliesMissed, most));
    }

    private void BeginPass(TimeSpan now)
    {
        Pass = Math.Min(Pass + 1, TcpSequence.PassCount - 1);
        _passStart = now;
        TakeDecided();
        _order.Clear();
    }

    private void EndPass(TimeSpan now)
    {
        if (_phase == Phase.Rotating)
        {
            RestUntil(now + Max(ShortestReplyTimeout, RoundTrip), Phase.AwaitingRotationReplies);
        }
        else
        {
            EndRound(now);
        }
    }

    private void EndRound(TimeSpan now)
    {
        _phase = Phase.AwaitingReplies;
        _roundEnd = now;
        if (_rounds == 1)
        {
            _lateFrom = now;
            _icmpRate.Begin(now);
        }

        _dueAt = now + ReplyTimeout();
        if (_isSettling)
        {
            AwaitSettling(now);
        }
    }

    // RFC 6298 section 2.1: a second, until round trips were measured. Answers that come too late for a round that cannot be the last
    // are seen by the next.
    private TimeSpan ReplyTimeout()
    {
        if (_spaced.Count + 1 < RequiredAttempts())
        {
            return Max(ShortestReplyTimeout, RoundTrip);
        }

        var timeout = _answers.RoundTrips.Timeout is { } roundTrip ? Max(TimeSpan.FromMilliseconds(500), roundTrip) : TimeSpan.FromSeconds(1);
        return SettledAt is null && _answers.MayBeOverruled ? Max(timeout, TimeForTheTarget) : timeout;
    }
}
