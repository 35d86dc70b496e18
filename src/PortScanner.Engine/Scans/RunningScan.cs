using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Core.Addresses;
using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Probes.Udp;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Scans;

/// <summary>
/// One scan in flight. Three threads meet here: the sender pumps packets out, the receiver records answers, and the scan's reader takes
/// the results. Each writes only what is its own.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "A late packet may signal after the reader left; a semaphore whose wait handle was never asked for holds nothing to free.")]
internal sealed class RunningScan : ICaptureEvidence, IPathEvidence
{
    /// <summary>Longer than a service pauses within one answer, shorter than a visitor minds.</summary>
    private static readonly TimeSpan ReplyPause = TimeSpan.FromMilliseconds(500);

    // Nobody reads faster, and the estimate is not free.
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly PacketCapture _capture;
    private readonly TargetWatch _watch;
    private readonly TimeProvider _timeProvider;
    private readonly long _begun;
    private readonly PassSchedule _schedule;
    private readonly PacketBuilder _builder;
    private readonly RawSender _sender;
    private readonly ScanTarget _target;
    private readonly Pace _pace;
    private readonly double _packetsPerSecond;
    private readonly ScanProgress? _progress;
    private readonly SemaphoreSlim _changed = new(0);

    // Counted here, not in the capture: a target that answers from hundreds of addresses must not spoil the scans of others.
    private long _unkeptAnswers;
    private int _isSignalled;
    private volatile bool _isStopped;
    private volatile bool _isSilenceProvisional;
    private TimeSpan _progressDue;

    // Used by the reader alone.
    private bool _isProvisionalTold;
    private bool _isEveryPortTold;
    private int? _usualDistance;
    private IReadOnlySet<PortKind> _crowded = new HashSet<PortKind>();

    /// <summary>Prepares a scan; it begins when the sender thread first pumps it.</summary>
    public RunningScan(
        ScanTarget target,
        ScanIdentity identity,
        ProbeTable probes,
        TimeSpan budget,
        RawSender sender,
        PacketCapture capture,
        double packetsPerSecond,
        TimeProvider timeProvider,
        TargetWatch watch,
        ScanProgress? progress = null,
        TimeSpan? interval = null)
    {
        Identity = identity;
        Probes = probes;
        Answers = new AnswerTable(Probes.Count, Probes.ControlCount);
        PrefixAnswers = new PrefixAnswers(Probes.ControlCount);
        if (watch.Connection.RoundTrip is { } path)
        {
            Answers.RoundTrips.Seed(path.Smoothed, path.Variation);
            Answers.TargetRoundTrips.Seed(path.Smoothed, path.Variation);
        }

        Attempts = new AttemptTable(Probes.Count);
        Replies = new ReplyTable(Probes.Count);
        _capture = capture;
        _watch = watch;
        _timeProvider = timeProvider;
        _sender = sender;
        _target = target;
        _pace = new Pace(packetsPerSecond);
        _packetsPerSecond = packetsPerSecond;
        _progress = progress;
        _begun = timeProvider.GetTimestamp();
        _builder = new PacketBuilder(identity, Probes);
        _schedule = new PassSchedule(
            Probes, Answers, Attempts, this, target.Family == AddressFamily.InterNetworkV6, budget, RandomNumberGenerator.GetInt32,
            new SourceRotation(identity.Sources, Answers, PrefixAnswers), this) { Interval = interval };
    }

    /// <summary>What marks the scan's packets.</summary>
    public ScanIdentity Identity { get; }

    /// <summary>What is asked.</summary>
    public ProbeTable Probes { get; }

    /// <summary>What came back.</summary>
    public AnswerTable Answers { get; }

    /// <summary>Which answers to the source prefix count.</summary>
    public PrefixAnswers PrefixAnswers { get; }

    /// <summary>What was sent.</summary>
    public AttemptTable Attempts { get; }

    /// <summary>How much came back in UDP.</summary>
    public ReplyTable Replies { get; }

    /// <summary>Whether the sender thread may forget the scan.</summary>
    public bool IsOver => _isStopped || _schedule.Ending is not null;

    private IEnumerable<int> PlanIndexes => Enumerable.Range(Probes.ControlCount, Probes.Count - Probes.ControlCount);

    /// <summary>Sends what is due. Called by the sender thread.</summary>
    /// <param name="limit">How many packets the machine's own pace allows.</param>
    /// <returns>How many packets were handed over.</returns>
    public int Pump(int limit)
    {
        var now = _timeProvider.GetElapsedTime(_begun);
        _pace.Refill(now);
        _watch.Look(SinceZero(now));
        if (_watch.IsGone)
        {
            _isStopped = true;
        }

        var count = 0;
        while (!_watch.IsAway && _pace.MaySend && count < limit && !_isStopped)
        {
            var index = _schedule.Next(now);
            if (index == PassSchedule.Nothing)
            {
                break;
            }

            Send(index);
            _pace.Spend();
            count++;
        }

        if (_schedule.IsAwaitingLateAnswers && !_isSilenceProvisional)
        {
            _isSilenceProvisional = true;
            Signal();
        }

        if (IsOver)
        {
            Signal();
        }

        TellProgress(now, count);
        return count;
    }

    /// <summary>Sends nothing more.</summary>
    public void Stop()
    {
        _isStopped = true;
        Signal();
    }

    /// <summary>Records an answer. Called by the receiver thread.</summary>
    /// <param name="index">The probe.</param>
    /// <param name="reason">The fact.</param>
    /// <param name="responder">Who sent it.</param>
    /// <param name="hopLimit">The hop limit that was left.</param>
    /// <param name="capturedAt">When it came, in microseconds of <see cref="SteadyTime"/>.</param>
    /// <param name="pass">The pass that it answers; -1 if the packet does not tell.</param>
    /// <param name="remarks">What is odd about the packet.</param>
    /// <param name="isProved">Whether it bears a secret of ours.</param>
    public void Record(
        int index, Reason reason, IpAddressBits responder, byte hopLimit, long capturedAt, int pass, Remarks remarks = Remarks.None, bool isProved = true)
    {
        var isToPrefix = pass >= 0 && Identity.Sources.IsRotating(pass);

        // Where our own machine's firewall rejects, or it finds no neighbour, it answers in the target's place: the probe never left. It knows
        // what it refused; what proves nothing is not from there.
        if (Attempts.AttemptsOf(index) == 0 || (Identity.Sources.MayBe(responder) && responder != Identity.TargetBits))
        {
            if (!isToPrefix && isProved)
            {
                Answers.RecordRefusal(index);
            }

            return;
        }

        var (roundTrip, isRetry) = Attempts.Answered(index, pass, capturedAt);
        var answer = new Answer(
            isProved || !Answers.IsGuessed(index) ? reason : Reason.UdpUnproved,
            responder == Identity.TargetBits ? null : responder, hopLimit, roundTrip, capturedAt, isToPrefix, remarks, isProved);
        if (!PrefixAnswers.Takes(answer, Answers.ReasonOf(index), index < Probes.ControlCount, Answers.IsProved(index)))
        {
            return;
        }

        if (!Answers.Record(index, answer, isRetry))
        {
            Interlocked.Increment(ref _unkeptAnswers);
        }

        Signal();
    }

    /// <summary>Records that somebody forges answers to a probe. Called by the receiver thread.</summary>
    public void RecordGuess(int index)
    {
        if (!Answers.IsGuessed(index))
        {
            Answers.RecordGuess(index);
            Signal();
        }
    }

    /// <summary>Writes a probe's packet of a pass once more, to hold it against a quoted one.</summary>
    /// <returns>The packet's length, in bytes.</returns>
    public int Build(int index, int pass, Span<byte> packet) => _builder.Build(index, pass, 0, packet);

    /// <summary>Waits until there is something to read.</summary>
    public Task WaitForChangeAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    /// <summary>Takes the results that were decided since the last call.</summary>
    public List<ProbeResult> TakeResults()
    {
        Volatile.Write(ref _isSignalled, 0);
        var isProvisional = _isSilenceProvisional && !_isProvisionalTold;
        _isProvisionalTold |= isProvisional;
        List<int> changes = [.. Answers.TakeChanges().Where(index => index >= Probes.ControlCount)];
        if (!_isEveryPortTold && DoesTargetAnswerForEveryPort())
        {
            // Rows that were given before the last control was answered are given again, with the remark.
            _isEveryPortTold = true;
            changes = [.. changes.Union(PlanIndexes.Where(index => IsAccepting(index, Answers.ReasonOf(index))))];
        }

        // An answer that comes between stands behind the provisional row that it replaces.
        return [.. isProvisional ? ProvisionalSilence(changes) : [], .. changes.Select(index => Result(index, Answers.ReasonOf(index)))];
    }

    /// <summary>
    /// How long to wait for the datagrams that may follow the last one, so that a scan that is over with the first of them still measures
    /// the answer. Zero where no UDP service answered, or none did lately.
    /// </summary>
    public TimeSpan TimeForMoreReplies()
    {
        var last = Enumerable.Range(0, Probes.Count).Where(Replies.HasAny).Select(Answers.AnsweredAt).DefaultIfEmpty().Max();
        var since = TimeSpan.FromMicroseconds(_timeProvider.SteadyMicroseconds() - last);
        return TimeSpan.FromTicks(Math.Clamp((ReplyPause - since).Ticks, 0, ReplyPause.Ticks));
    }

    /// <summary>
    /// The last results: what is to be said of the probes that were never decided, then what was decided since. In this order, because
    /// an answer that comes between the two would else be in neither. Then, once more, those that went on answering in UDP after they
    /// had been decided. Called once the scan is over.
    /// </summary>
    public List<ProbeResult> Conclude()
    {
        _usualDistance = HopDistance.UsualOf(Enumerable.Range(0, Probes.Count).Where(TellsDistance).Select(Answers.HopLimitOf));
        _crowded = PortKinds.Crowded(PlanIndexes.Select(index => (Probes[index], Answers.ReasonOf(index).Info().State)));
        return
        [
            .. ConcludeSilence(),
            .. TakeResults(),
            .. ConcludeReplies(),

            // These may have been given before, when nobody knew yet what is usual.
            .. PlanIndexes
                .Where(index => Answers.IsDecided(index) && (IsFromOtherDistance(index) || IsOneOfMany(index, Answers.ReasonOf(index))))
                .Select(index => Result(index, Answers.ReasonOf(index))),
        ];
    }

    /// <inheritdoc />
    long ICaptureEvidence.ReadLossCount() => _capture.ReadLossCount() + Volatile.Read(ref _unkeptAnswers);

    /// <inheritdoc />
    bool ICaptureEvidence.HasLookedSince(TimeSpan moment) =>
        _capture.HasLookedSince(_begun + (long)(moment.TotalSeconds * _timeProvider.TimestampFrequency));

    /// <inheritdoc />
    bool IPathEvidence.HasHeardSince(TimeSpan moment) =>
        _timeProvider.GetElapsedTime(_begun) - _watch.Connection.Look().SinceHeard >= moment;

    /// <inheritdoc />
    bool IPathEvidence.WasAwaySince(TimeSpan moment) => _watch.LastAway >= SinceZero(moment);

    // The watch outlasts the stages of a scan, each of which counts from its own begin.
    private TimeSpan SinceZero(TimeSpan moment) => _timeProvider.GetElapsedTime(0, _begun) + moment;

    private void TellProgress(TimeSpan now, int sent)
    {
        _progress?.AddPackets(sent);
        if (_progress is not null && now >= _progressDue)
        {
            _progressDue = now + ProgressInterval;
            _progress.Tell(_watch.IsAway ? ScanActivity.AwaitingTarget : _schedule.Activity, _schedule.Unasked, Answers.UndecidedOfPlan, _schedule.EstimateLeft(now, _packetsPerSecond));
        }
    }

    private void Send(int reportIndex)
    {
        var index = reportIndex < 0 ? ~reportIndex : reportIndex;
        var length = _builder.Build(index, _schedule.Pass, _schedule.Pass + Attempts.AttemptsOf(index), _sender.NextPacket);
        Attempts.OnBuilt(reportIndex, _schedule.Pass % TcpSequence.PassCount);
        _sender.Add(_target, length, Attempts, reportIndex);
    }

    private List<ProbeResult> ConcludeSilence()
    {
        var ending = _schedule.Ending ?? new ScanEnding(_watch.IsGone ? Reason.TargetUnseen : Reason.ScanEnded, 0);
        return
        [
            .. PlanIndexes
                .Where(index => !Answers.IsDecided(index))
                .Select(index => Result(
                    index,
                    Answers.ReasonOf(index) == Reason.NoReply || (Answers.ReasonOf(index) == Reason.SendRefused && Attempts.IsTooLong(index))
                        ? ending.ReasonOfSilence(Probes[index].Protocol, Attempts.RefusalsOf(index), Attempts.IsTooLong(index))
                        : Answers.ReasonOf(index))),
        ];
    }

    private List<ProbeResult> ConcludeReplies() =>
    [
        .. PlanIndexes
            .Where(index => Replies.HasMore(index) && Answers.IsDecided(index))
            .Select(index => Result(index, Answers.ReasonOf(index))),
    ];

    private ProbeResult Result(int index, Reason reason)
    {
        // What this machine itself says of a probe is no answer, though a router may say the same.
        var isAnswered = reason.Info().Strength != EvidenceStrength.Silence && reason == Answers.ReasonOf(index);
        var responder = isAnswered ? Answers.ResponderOf(index) : null;
        return new ProbeResult(
            Probes[index],
            Reasons.StateOf(reason, Probes[index].Kind, responder is not null),
            reason,
            responder,
            isAnswered ? Answers.RoundTripOf(index) : null,
            isAnswered ? Answers.HopLimitOf(index) : null,
            Attempts.AttemptsOf(index))
        {
            Remarks = RemarksOf(index, reason),
            Traffic = isAnswered && reason != Reason.UdpUnproved ? TrafficOf(index) : null,
        };
    }

    private UdpTraffic? TrafficOf(int index)
    {
        var (packets, bytes) = Replies.Take(index);
        if (packets == 0)
        {
            return null;
        }

        Span<byte> request = stackalloc byte[IUdpProbe.MaximumRequestLength];
        var requests = Attempts.PacketsOf(index);
        return new UdpTraffic(requests, requests * _builder.BuildRequest(index, request), packets, bytes);
    }

    private IEnumerable<ProbeResult> ProvisionalSilence(List<int> changes) => PlanIndexes
        .Except(changes)
        .Where(index => Answers.ReasonOf(index) == Reason.NoReply)
        .Select(index => Result(index, Reason.NoReply) with { Remarks = Remarks.Provisional });

    private Remarks RemarksOf(int index, Reason reason)
    {
        var isAnswered = reason.Info().Strength != EvidenceStrength.Silence;
        return (_isEveryPortTold && IsAccepting(index, reason) ? Remarks.AnswersForEveryPort : Remarks.None)
            | (IsOneOfMany(index, reason) ? Remarks.OneOfMany : Remarks.None)
            | (isAnswered ? Answers.RemarksOf(index) : Remarks.None)
            | (isAnswered && IsFromOtherDistance(index) ? Remarks.OtherDistance : Remarks.None)
            | (isAnswered && Answers.IsToPrefix(index) ? Remarks.SourcePrefix : Remarks.None)
            | (MayBeBanned(index, reason) ? Remarks.BanPossible : Remarks.None)
            | (HasWaited(index, reason) ? Remarks.Waited : Remarks.None);
    }

    // Only what the target answers now, and not what it answered once, nor that it keeps the visitor's connection, speaks against a ban.
    private bool MayBeBanned(int index, Reason reason) =>
        reason == Reason.NoReply && !Probes[index].Kind.Info().TestsFirewall && !_schedule.IsBanExcludedFor(Probes[index].Protocol);

    private bool HasWaited(int index, Reason reason) =>
        reason.Info().Strength == EvidenceStrength.IcmpError
        && _schedule.IsLimitRecognised
        && Attempts.AttemptsOf(index) > 1
        && !Answers.IsToPrefix(index);

    private bool DoesTargetAnswerForEveryPort()
    {
        for (var i = 0; i < Probes.ControlCount; i++)
        {
            if (!IsAccepting(i, Answers.ReasonOf(i)))
            {
                return false;
            }
        }

        return Probes.ControlCount > 0;
    }

    private bool IsAccepting(int index, Reason reason) => Probes[index].Kind == ProbeKind.Syn && reason.Info().State == PortState.Open;

    // What a recognised service said is its own.
    private bool IsOneOfMany(int index, Reason reason) =>
        reason != Reason.UdpReply && reason.Info().State == PortState.Open && PortKinds.Of(Probes[index]) is { } kind && _crowded.Contains(kind)
        && !(_isEveryPortTold && IsAccepting(index, reason));

    private bool IsFromOtherDistance(int index) =>
        _usualDistance is { } usual && TellsDistance(index) && HopDistance.Of(Answers.HopLimitOf(index)) != usual;

    // Only the target's own answers are alike, and what answers over UDP chooses its hop limit itself.
    private bool TellsDistance(int index) =>
        Answers.ReasonOf(index) is not (Reason.UdpReply or Reason.UdpUnverified)
        && Answers.IsProved(index)
        && Answers.ResponderNumberOf(index) == 0;

    private void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, 1) == 0)
        {
            _changed.Release();
        }
    }
}
