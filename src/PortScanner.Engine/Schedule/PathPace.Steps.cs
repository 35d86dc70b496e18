using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>How the pace grows and falls.</content>
internal sealed partial class PathPace
{
    /// <summary>The wait that is aimed at.</summary>
    public static readonly TimeSpan Target = TimeSpan.FromMilliseconds(20);

    /// <summary>The wait from which on the pace falls at once. Until that shows, the queue has grown further.</summary>
    public static readonly TimeSpan MostDelay = TimeSpan.FromMilliseconds(35);

    private const double QuickStep = 0.25;
    private const double LeastQuickStep = 0.15;
    private const double SlowStep = 0.06;
    private const double BlindStep = 0.03;

    // In a second. The longer it takes until the path tells, the longer is the queue that grows until then.
    private const double QuickGrowth = 0.1;
    private const double SlowGrowth = 0.008;

    // Growth is slow near the pace at which the path suffered.
    private const double Near = 0.9;

    // Of what it might have sent, so much makes the scan one that the pace holds back.
    private const double Busy = 0.6;

    // How far the pace falls for a queue that has just become too long; for one of twice the length, twice as far.
    private const double Cut = 0.7;
    private const double DeepestCut = 0.15;
    private const double CutOfOverrun = 0.4;

    // What passes the bottleneck, less what empties its queue.
    private const double Drain = 0.8;

    // A queue has not become shorter when so much of it is left.
    private const double Unchanged = 0.75;

    // Rounds that met loss at a moderate pace count nevertheless from then on: another might do no better.
    private const int MostModerateOverruns = 3;

    private static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BlindPause = TimeSpan.FromMilliseconds(400);

    // Looks at a connection that is written to once a second tell every two seconds then.
    private static readonly TimeSpan BlindPauseOfQueue = TimeSpan.FromSeconds(2.5);

    // Machines wait with an acknowledgement for no longer, as a rule.
    private static readonly TimeSpan LongestAcknowledgement = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan ShortestEpisode = TimeSpan.FromSeconds(1);

    private readonly PaceHistory _history = new();
    private double _most;
    private double _suffered = double.PositiveInfinity;
    private long _sentSinceStep;
    private TimeSpan _steppedAt;
    private TimeSpan _toldAt;
    private TimeSpan _cutAt = TimeSpan.MinValue;
    private TimeSpan? _overrunAt;
    private int _moderateOverruns;
    private (TimeSpan At, TimeSpan Delay)? _before;
    private (TimeSpan From, double Pace, TimeSpan Peak)? _episode;
    private TimeSpan _leastFrom;

    private double Slowest => Least * _part;

    private bool IsBusy(TimeSpan now) => _sentSinceStep >= Busy * PacketsPerSecond * (now - _steppedAt).TotalSeconds;

    private void Step(TimeSpan now, double factor, double most = double.PositiveInfinity)
    {
        (_steppedAt, _sentSinceStep, _answersSinceStep) = (now, 0, 0);
        _leastFrom = PacketsPerSecond > Slowest ? now : _leastFrom;
        PacketsPerSecond = Math.Clamp(PacketsPerSecond * factor, Math.Min(Slowest, _most), Math.Min(most, _most));
        _history.Add(now, PacketsPerSecond);
    }

    private void FallTo(TimeSpan now, double pace)
    {
        if (PacketsPerSecond > pace)
        {
            PacketsPerSecond = pace;
            _history.Add(now, pace);
        }
    }

    private double Quickly(double slow, double quick) => Math.Max(slow, Math.Min(quick, Near * _suffered / PacketsPerSecond));

    // Where little is sent, too little comes back to learn from. What the path was not seen to suffer from is tried without.
    private void GrowBlindly(TimeSpan now)
    {
        if (PacketsPerSecond < _moderate && now > Max(_steppedAt + BlindPause, _toldAt + (_episode is null ? BlindPause : BlindPauseOfQueue)) && IsBusy(now))
        {
            Step(now, Quickly(_isAnyMissed ? 1 : 1 + BlindStep, 1 + QuickStep), _moderate);
        }
    }

    private void Follow(QueueDelay queue, TimeSpan now, TimeSpan left, TimeSpan step, int width)
    {
        var delay = queue.Value(width);
        _toldAt = now;
        if (delay > MostDelay)
        {
            Suffer(queue, delay, now, left, width);
            return;
        }

        if (delay < Target)
        {
            _episode = null;
        }

        var isOfAnswers = ReferenceEquals(queue, _answers);
        if (now < _steppedAt + step || (isOfAnswers && PacketsPerSecond >= _moderate && _answersSinceStep < AnswerShare.Enough))
        {
            return;
        }

        _before = (left, delay);
        var room = Math.Min((Target - delay) / Target, 1);
        if (room > 0 && (!IsBusy(now) || (isOfAnswers && !AreAnswersMore(now, left))))
        {
            Step(now, 1);
            return;
        }

        var slow = 1 + (Math.Min(SlowStep, SlowGrowth / step.TotalSeconds) * room);
        Step(now, room > 0.5 ? Quickly(slow, 1 + Math.Clamp(QuickGrowth / step.TotalSeconds, LeastQuickStep, QuickStep)) : slow);
    }

    private bool AreAnswersMore(TimeSpan now, TimeSpan left)
    {
        var time = now - _steppedAt;
        _share.Note(_answersSinceStep, _history.At(left - (time / 2)) * time.TotalSeconds);
        if (_share.IsLowForLong)
        {
            BackOff();
        }

        return !_share.IsLow || PacketsPerSecond <= _moderate;
    }

    private void Suffer(QueueDelay queue, TimeSpan delay, TimeSpan now, TimeSpan left, int width)
    {
        var (from, pace, peak) = _episode ?? (now, PacketsPerSecond, delay);
        _episode = (from, pace, Max(peak, delay));
        // A queue that loses packets is full, and would be of half as much, too.
        var (lowFrom, low) = _isAnyMissed ? (_leastFrom, Slowest) : (from, Math.Max(pace / 2, Slowest));
        if (now - lowFrom > ShortestEpisode + (4 * peak) && PacketsPerSecond <= low && delay > Unchanged * peak)
        {
            queue.Rebase(width);
            (_episode, _suffered) = (null, ReferenceEquals(queue, _connection.Queue) && delay < LongestAcknowledgement ? double.PositiveInfinity : pace);
            Step(now, pace / 2 / PacketsPerSecond);
            return;
        }

        var carried = Carried(delay, now, left);
        _suffered = Math.Min(PacketsPerSecond * Cut / Drain, carried);
        Step(now, double.IsFinite(carried) ? Math.Min(Cut, carried * Drain / PacketsPerSecond) : Math.Max(Cut * (MostDelay / delay), DeepestCut));
        ForgetBefore(now);
    }

    // What the path carries: answers come as fast, where all is answered; and a queue has grown by what was sent beyond.
    private double Carried(TimeSpan delay, TimeSpan now, TimeSpan left)
    {
        var (rate, answers) = _arrivals.Of(now);
        var carried = IsAnsweringHost && answers >= ArrivalRate.Enough ? rate : double.PositiveInfinity;
        return _before is { } before && left - before.At is { Ticks: > 0 } time && delay > before.Delay
            ? Math.Min(carried, _history.At(before.At + (time / 2)) / (1 + ((delay - before.Delay) / time)))
            : carried;
    }

    // A limit on resets has controls missed, too.
    private void SlowDown(TimeSpan now, double least)
    {
        if (PacketsPerSecond > least)
        {
            Step(now, least / PacketsPerSecond);
            _suffered = Math.Min(_suffered, PacketsPerSecond / Near);
        }
    }

    private void BackOff()
    {
        if (PacketsPerSecond > _moderate)
        {
            _most = Math.Max(_moderate, PacketsPerSecond / 2);
            PacketsPerSecond = _most;
        }
    }

    private void Overrun(TimeSpan now)
    {
        _overrunAt = PacketsPerSecond > _moderate || _moderateOverruns++ < MostModerateOverruns ? now : _overrunAt;
        _most = Math.Max(_moderate, PacketsPerSecond * CutOfOverrun);
        _suffered = Math.Min(_suffered, PacketsPerSecond / 2);
        Step(now, CutOfOverrun);
        ForgetBefore(now);
    }

    private void ForgetBefore(TimeSpan now)
    {
        (_cutAt, _before) = (now, null);
        _answers.Restart();
        _connection.Queue.Restart();
    }
}
