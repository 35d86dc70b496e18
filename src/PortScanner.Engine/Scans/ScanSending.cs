using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Capture;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Scans;

/// <summary>
/// What one scan in flight sends, and how it ends. It is the sender thread's, which pumps it; others may only stop it, and ask how it stands.
/// </summary>
internal sealed class ScanSending : ICaptureEvidence, IPathEvidence
{
    /// <summary>Of how much time a scan may make up at once: the longest that the sender thread was seen to oversleep.</summary>
    public const double BurstSeconds = 0.04;

    // Nobody reads faster, and the estimate is not free.
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly ScanTarget _target;
    private readonly ScanState _state;
    private readonly RawSender _sender;
    private readonly RawSender[] _otherSenders;
    private readonly PacketCapture _capture;
    private readonly TargetWatch _watch;
    private readonly SourcePortLease? _ports;
    private readonly ScanShare? _share;
    private readonly TimeProvider _timeProvider;
    private readonly long _begun;
    private readonly ProbeSchedule _schedule;
    private readonly PathPace _pace;
    private readonly TokenBucket _bucket;
    private readonly bool _isGentle;
    private readonly ScanProgress? _progress;
    private volatile bool _isStopped;
    private volatile bool _isSourceLost;
    private bool _isSettledTold;
    private TimeSpan _progressDue;
    private TimeSpan _progressAt;
    private int _sentSinceProgress;
    private bool _isCutShort;
    private bool _isHeldBack;
    private ConnectionFlow? _flow;

    /// <summary>Prepares a scan; it begins when the sender thread first pumps it.</summary>
    public ScanSending(
        ScanTarget target,
        ScanState state,
        TimeSpan budget,
        RawSender sender,
        RawSender[] otherSenders,
        PacketCapture capture,
        double ceiling,
        TimeProvider timeProvider,
        TargetWatch watch,
        Func<int, int> random,
        ScanProgress? progress = null,
        TimeSpan? interval = null,
        TimeSpan? wait = null,
        SourcePortLease? ports = null,
        ScanShare? share = null)
    {
        _target = target;
        _state = state;
        _sender = sender;
        _otherSenders = otherSenders;
        _capture = capture;
        _watch = watch;
        _ports = ports;
        _share = share;
        _timeProvider = timeProvider;
        _begun = timeProvider.GetTimestamp();
        _pace = new PathPace(ceiling);
        _pace.Allow(TimeSpan.Zero, share?.Pace.Part ?? 1);
        _bucket = new TokenBucket(_pace.PacketsPerSecond, BurstSeconds);
        _isGentle = interval is not null;
        _progress = progress;
        _schedule = new ProbeSchedule(
            state.Probes, state.Answers, state.Attempts, this, target.Family == AddressFamily.InterNetworkV6, budget, random,
            new SourceRotation(state.Identity.Sources, state.Answers, state.PrefixAnswers), this) { Interval = interval, Wait = wait };
    }

    /// <summary>Whether nothing more is sent: the sender thread may forget the scan, and its reader may conclude it.</summary>
    public bool IsOver => _isStopped || _schedule.Ending is not null;

    /// <summary>Whether nothing can turn out open any more, so that this may be told although only the end tells how a port says no.</summary>
    public bool IsSettled => SettledAfter is not null;

    /// <summary>After what time it was; null before. Told by the reader, where the scan is over with it.</summary>
    public TimeSpan? SettledAfter => _schedule.SettledAt;

    /// <summary>What is told of a silent probe until then, once the scan is settled.</summary>
    public Reason ReasonSoFar => _schedule.IsAwaitingLateAnswers ? Reason.NoReply : Reason.RateLimited;

    /// <summary>Why the scan is over, once it is.</summary>
    public ScanEnding Ending => _isSourceLost ? new ScanEnding(Reason.SendRefused, 0)
        : _schedule.Ending ?? new ScanEnding(_watch.IsTimedOut ? Reason.TargetUnseen : Reason.ScanEnded, 0);

    /// <summary>Whether somebody was seen to limit its ICMP errors.</summary>
    public bool IsLimitRecognised => _schedule.IsLimitRecognised;

    /// <summary>Whether the target was seen, at the end, not to have banned the tester.</summary>
    /// <param name="protocol">From asking it in this protocol.</param>
    public bool IsBanExcludedFor(ProbeProtocol protocol) => _schedule.IsBanExcludedFor(protocol);

    /// <summary>Sends what is due. Called by the sender thread.</summary>
    /// <param name="limit">How many packets the machine's own pace allows.</param>
    /// <returns>How many packets were handed over.</returns>
    public int Pump(int limit)
    {
        var now = _timeProvider.GetElapsedTime(_begun);
        _isHeldBack |= _bucket.Refill(now) && _isCutShort;
        FollowPath(now);
        _watch.Look(SinceZero(now));
        if (_watch.IsTimedOut)
        {
            _isStopped = true;
        }

        var count = 0;
        while (!_watch.IsSuspended && _bucket.MaySend && count < limit && !_isStopped)
        {
            if (_schedule.Next(now) is not { } next)
            {
                break;
            }

            Send(next);
            _bucket.Spend(1);
            count++;
        }

        _isCutShort = count == limit;
        _pace.OnSent(now, count);
        if (!_isSettledTold && _schedule.SettledAt is { } settledAt)
        {
            _isSettledTold = true;
            if (!IsOver)
            {
                _progress?.NoteSettled(settledAt);
            }

            _state.Signal.Give();
        }

        if (IsOver)
        {
            _state.Signal.Give();
        }

        ReportProgress(now, count);
        return count;
    }

    /// <summary>Sends nothing more. Called by whichever thread gives the scan up, or has its last result.</summary>
    public void Stop()
    {
        _isStopped = true;
        _state.Signal.Give();
    }

    /// <summary>Sends nothing more, as the address that packets leave from is not this machine's any more. Called by any thread.</summary>
    public void OnSourceLost()
    {
        _isSourceLost = true;
        Stop();
    }

    /// <inheritdoc />
    long ICaptureEvidence.ReadLossCount() => _capture.ReadLossCount() + _state.UnkeptAnswers;

    /// <inheritdoc />
    bool ICaptureEvidence.HasLookedSince(TimeSpan moment) =>
        _capture.HasLookedSince(_begun + (long)(moment.TotalSeconds * _timeProvider.TimestampFrequency));

    /// <inheritdoc />
    bool IPathEvidence.HasHeardSince(TimeSpan moment) =>
        _timeProvider.GetElapsedTime(_begun) - _watch.Connection.Look().SinceHeard >= moment && !IsTesterUnheardSince(moment);

    /// <inheritdoc />
    bool IPathEvidence.WasSuspendedSince(TimeSpan moment) => _watch.LastSuspended >= SinceZero(moment) || WasTesterCutSince(moment);

    /// <inheritdoc />
    bool IPathEvidence.IsTesterInDoubtSince(TimeSpan moment) => IsTesterUnheardSince(moment) || WasTesterCutSince(moment);

    /// <inheritdoc />
    bool IPathEvidence.WasOverrunSince(TimeSpan moment) => _pace.HasOverrunSince(moment);

    /// <inheritdoc />
    bool IPathEvidence.HasToldSince(TimeSpan moment) => _pace.HasToldSince(moment);

    /// <summary>
    /// Why silence that was proved may be that of the tester's own path; null where it is the target's, as it is where the target's connection leads to this
    /// machine.
    /// </summary>
    /// <param name="probe">What was asked.</param>
    /// <param name="reason">What is said of it.</param>
    /// <param name="isAnswered">Whether the target itself answered a probe of its protocol.</param>
    /// <param name="isMissed">Whether it answered none of what it answered another tester.</param>
    public Reason? DoubtOfPath(Probe probe, Reason reason, bool isAnswered, bool isMissed)
    {
        if (_share?.Path is not { } path)
        {
            return reason == Reason.NoReply && isMissed ? Reason.TesterPath : null;
        }

        var elapsed = _timeProvider.GetElapsedTime(_begun);
        var passage = path.PassageOf(probe);
        var wasHeard = path.SinceHeard(probe.Protocol) <= elapsed / 2;
        return reason switch
        {
            Reason.NoReply => PathRule.DoubtOf(
                passage switch { PortPassage.Open => true, PortPassage.Filtered => false, _ => null },
                path.SinceCut(probe.Protocol) <= elapsed,
                wasHeard,

                // That another port leaves the network stands for one of which nobody will know better, and for no other.
                isAnswered && passage != PortPassage.Unasked,
                isMissed),

            // A target that bans the tester, and a tester whose path is cut, look alike to whoever hears nobody else.
            Reason.Banned when !wasHeard => Reason.TesterPath,
            _ => null,
        };
    }

    // Where nobody is there who always answers, nothing is waited for: what such silence is worth is told in the end.
    private bool IsTesterUnheardSince(TimeSpan moment) =>
        _share?.Path?.SinceHeard(ProbeProtocol.Tcp) is { } since && since < PeerLiveness.Never && _timeProvider.GetElapsedTime(_begun) - since < moment;

    private bool WasTesterCutSince(TimeSpan moment) =>
        _share?.Path?.SinceCut(ProbeProtocol.Tcp) is { } since && _timeProvider.GetElapsedTime(_begun) - since >= moment;

    // The watch outlasts the stages of a scan, each of which counts from its own begin.
    private TimeSpan SinceZero(TimeSpan moment) => _timeProvider.GetElapsedTime(0, _begun) + moment;

    // What the receiver thread and the visitor's connection have told meanwhile: nobody is asked here.
    private void FollowPath(TimeSpan now)
    {
        if (_isGentle)
        {
            return;
        }

        while (_state.Answers.Samples.TryTake(out var roundTrip))
        {
            _pace.OnAnswer(now, roundTrip);
        }

        if (_share is not null)
        {
            _pace.Allow(now, _share.Pace.Part);
        }

        _pace.OnReplies(_state.Answers.Replies, _state.Answers.RepliesAfterRetry);
        var (answered, missed) = _schedule.Controls;
        _pace.OnControls(now, answered, missed, _state.Answers.UndecidedOfPlan);
        if (_watch.Connection.Flow is { } flow && !ReferenceEquals(flow, _flow))
        {
            _flow = flow;
            _pace.OnConnection(now, flow);
        }

        _bucket.SetPace(_pace.PacketsPerSecond);
    }

    private void Send(Send send)
    {
        var second = _state.Answers.AwaitsSecond(send.Probe) && !send.IsControl ? SecondPort() : null;
        var attempt = _schedule.Pass + _state.Attempts.AttemptsOf(send.Probe);
        var sources = _state.Identity.Sources;
        var sender = sources.AreFew && sources.IsRotating(_schedule.Pass) ? _otherSenders[sources.PlaceOf(send.Probe, _schedule.Pass)] : _sender;
        var length = _state.Builder.Build(send.Probe, _schedule.Pass, attempt, sender.NextPacket, second is not null);
        if (second is null)
        {
            _state.Attempts.OnBuilt(send, _schedule.Pass % TcpSequence.PassCount);
        }

        sender.Add(_target, length, send, (ISendReport?)second ?? _state.Attempts);
    }

    // Where all blocks are taken, one may be free by the next attempt.
    private SecondPort? SecondPort() => _state.SecondPort is not null || _ports?.TryTakeSecond(_state) == true ? _state.SecondPort : null;

    private void ReportProgress(TimeSpan now, int sent)
    {
        _progress?.AddPackets(sent);
        _sentSinceProgress += sent;
        if (_progress is not null && now >= _progressDue)
        {
            _progressDue = now + ProgressInterval;
            var activity = _watch.IsSuspended ? ScanActivity.AwaitingTarget : _schedule.Activity;
            _progress.Report(activity, _schedule.Unasked, _state.Answers.UndecidedOfPlan, _schedule.EstimateLeft(now, PaceOfProgress(now)));
        }
    }

    // Where the machine has others to serve, it is less than the path would carry.
    private double PaceOfProgress(TimeSpan now)
    {
        var given = _sentSinceProgress / (now - _progressAt).TotalSeconds;
        var pace = _isHeldBack ? Math.Min(Math.Max(given, PathPace.Least), _pace.PacketsPerSecond) : _pace.PacketsPerSecond;
        (_progressAt, _sentSinceProgress, _isHeldBack) = (now, 0, false);
        return pace;
    }
}
