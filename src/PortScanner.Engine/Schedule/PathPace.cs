using PortScanner.Engine.Contract;

using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// How fast the packets of one scan leave. Used by the sender thread alone; time comes in from outside.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>It begins at <see cref="Moderate"/>. Above that it goes only while something tells what the path does: answers of the target, or the
/// visitor's own connection, as long as that carries something. What they told holds for a while; near the pace at which the path suffered, for a
/// short one.</item>
/// <item>It grows while packets wait in no queue: quickly, until the path has suffered once, and slowly near the pace at which it did; and only where
/// the scan has used what it had.</item>
/// <item>A queue (<see cref="QueueDelay"/>) is kept short, in the manner of RFC 6817: towards <see cref="Target"/> the pace grows ever more
/// slowly, beyond it falls. Beyond <see cref="MostDelay"/> it falls at once to what the path was seen to carry, and below, until the queue is empty.</item>
/// <item>Answers that are missed without a queue may be lost for any reason, or limited by whoever gives them. They halve a pace above
/// <see cref="Moderate"/>, which grows no further from then on. Where controls are missed one after the other, rounds take their time, but no more than
/// two seconds, and only as long as that helps.</item>
/// <item>Segments of the visitor's connection that get lost while the scan sends, and not otherwise, are lost by its doing. The pace falls, and what
/// was asked meanwhile counts for nothing (<see cref="HasOverrunSince"/>).</item>
/// <item>A queue that stays although the pace has fallen for long is somebody else's, and counts as a part of the path. Where packets get lost as
/// well, it is so only at the slowest pace.</item>
/// </list>
/// What limits ICMP errors has no part in this: they are no signals here.
/// </remarks>
internal sealed partial class PathPace
{
    /// <summary>The packets a second of a scan that begins, and of one that nothing tells of the path: what home routers keep up with.</summary>
    public const double Moderate = 1200;

    /// <summary>The slowest: the quick profile leaves in less than four seconds.</summary>
    public const double Least = 40;

    // Loss beyond this is more than radio links and lines have as a rule.
    private const double MuchLoss = 0.1;
    private const int AnswersThatTellLoss = 10;

    // Nothing heard while so many seconds' packets left: nothing is known of the path any more. A connection is waited for somewhat longer than it
    // took the last time: to reports that are written at the end something is written every two seconds.
    private const double LongestSilence = 1.5;
    private const double LeastSilenceOfLooks = 0.75;
    private const double LongestSilenceOfLooks = 3.2;

    // Where the path has suffered once, what answers tell holds for so many seconds' packets, and what a look at the connection tells for half again
    // the time since the last look: a pace that is a little too much makes the queue longer all the time.
    private const double SilenceOfAnswers = 0.25;
    private const double SilenceOfLooks = 1.5;

    // The first packets leave one by one (the careful start), and so wait behind none of their own.
    private const int FirstPackets = 8;

    // Of three answers one was hardly delayed by chance, of thousands three in a row sometimes are: so it is all of so much time that count, if those
    // are more. Where some are missed, one is enough, as that is the second sign.
    private const int AnswersOfQueue = 3;
    private const double SecondsOfQueue = 0.01;

    // So many in a row are lost by chance in one of eight where every second packet or its answer is, and in one of 125 where a fifth is.
    private const int ControlsMissedInRow = 3;
    private const int ControlsThatTell = 6;
    private const double MuchOfControls = 0.3;

    // So many packets make another queue, at any pace.
    private const double PacketsOfGap = 50;

    private static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestOfRound = TimeSpan.FromSeconds(2);

    private readonly double _ceiling;
    private double _moderate;
    private double _part = 1;
    private readonly QueueDelay _answers = new(learnsJitter: true);
    private readonly ArrivalRate _arrivals = new();
    private readonly AnswerShare _share = new();
    private readonly ConnectionSigns _connection = new();
    private long _sent;
    private long _sentSinceTold;
    private double _silence = SilenceOfAnswers;
    private double _longestSilence = LongestSilence;
    private TimeSpan _sentAt;
    private TimeSpan _answeredAt;
    private int _width = AnswersOfQueue;
    private int _firstAnswers;
    private int _answersSinceStep;
    private (int All, int Missed) _replies;
    private (int Answered, int Missed) _controls;
    private (int Answered, int Missed)? _slowedFrom;
    private int _missedInRow;
    private bool _isAnyMissed;

    /// <summary>Begins.</summary>
    /// <param name="ceiling">The most packets a second, whatever the path carries.</param>
    public PathPace(double ceiling)
    {
        (_ceiling, _most, _moderate) = (ceiling, ceiling, Math.Min(Moderate, ceiling));
        PacketsPerSecond = _moderate;
        _history.Add(TimeSpan.MinValue, _moderate);
    }

    /// <summary>The pace of now.</summary>
    public double PacketsPerSecond { get; private set; }

    // Where the first packets were answered as a rule, all are.
    private bool IsAnsweringHost => _firstAnswers >= FirstPackets / 2;

    /// <summary>Whether the scan was seen, since a moment, to lose packets of the visitor's, and so of its own.</summary>
    public bool HasOverrunSince(TimeSpan moment) => _overrunAt >= moment;

    /// <summary>Whether answers or the visitor's connection have told of the path since a moment.</summary>
    public bool HasToldSince(TimeSpan moment) => _toldAt > TimeSpan.Zero && _toldAt >= moment;

    /// <summary>Takes how much of a scan's pace is this tester's, where others ask the same target. All that was learnt holds for that part.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="part">Of 1.</param>
    public void Allow(TimeSpan now, double part)
    {
        if (part == _part)
        {
            return;
        }

        // What the others no longer send is sent at once, and what they send from now on no more: together they are as fast as one was.
        var change = part / _part;
        _part = part;
        _moderate = Math.Min(Moderate, _ceiling) * part;
        _most = Math.Min(_most * change, _ceiling * part);
        _suffered *= change;
        PacketsPerSecond = Math.Min(PacketsPerSecond * change, _most);
        _history.Add(now, PacketsPerSecond);
    }

    /// <summary>Counts packets that left.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="count">How many.</param>
    public void OnSent(TimeSpan now, int count)
    {
        _sent += count;
        _sentSinceStep += count;
        _sentSinceTold += count;
        if (_sentSinceTold > _longestSilence * PacketsPerSecond)
        {
            FallTo(now, _moderate);
        }
        else if (_sentSinceTold > _silence * PacketsPerSecond)
        {
            FallTo(now, Math.Max(_moderate, Drain * _suffered));
        }

        if (count > 0)
        {
            _sentAt = now;
            GrowBlindly(now);
        }
    }

    /// <summary>Takes the round trip of a TCP or echo answer of the target's own.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="roundTrip">From attempt to answer.</param>
    public void OnAnswer(TimeSpan now, TimeSpan roundTrip)
    {
        _arrivals.Add(now);

        // What left before the pace fell tells of a queue that is being emptied.
        if (now - roundTrip < _cutAt)
        {
            return;
        }

        // What is so far apart tells of two queues, and not of one or of its jitter.
        if (now - _answeredAt > Max(LongestGap, TimeSpan.FromSeconds(PacketsOfGap / PacketsPerSecond)))
        {
            _answers.Restart();
        }

        _answeredAt = now;
        _answersSinceStep++;
        _answers.Add(roundTrip);
        if (_sent <= FirstPackets)
        {
            _firstAnswers++;
            return;
        }

        var width = _isAnyMissed ? 1 : Width(now);
        if (_answers.Count >= width)
        {
            (_sentSinceTold, _silence, _longestSilence) = (0, SilenceOfAnswers, Math.Max(_longestSilence, LongestSilence));
            Follow(_answers, now, now - roundTrip, Max(roundTrip, ShortestStep), width);
        }
        else if (_answers.Value(1) < Target)
        {
            // One answer that comes late may do so by chance, one that does not waits in no queue.
            _sentSinceTold = 0;
        }
    }

    // When all packets have left, the last answers are few, and those that took longest: as many count as before.
    private int Width(TimeSpan now)
    {
        if (now - _sentAt < TimeSpan.FromSeconds(SecondsOfQueue))
        {
            _width = (int)Math.Clamp(SecondsOfQueue * _arrivals.Of(now).PerSecond, AnswersOfQueue, QueueDelay.Remembered);
        }

        return _width;
    }

    /// <summary>Takes how many probes were answered otherwise than by ICMP errors, and how many of them only after a further attempt.</summary>
    public void OnReplies(int replies, int afterRetry)
    {
        var (more, missed) = (replies - _replies.All, afterRetry - _replies.Missed);
        _isAnyMissed |= missed > 0;
        if (more < AnswersThatTellLoss)
        {
            return;
        }

        (_replies, _isAnyMissed) = ((replies, afterRetry), missed > 0);
        if (missed > MuchLoss * more)
        {
            BackOff();
        }
    }

    /// <summary>Takes how many controls were answered otherwise than by ICMP errors, and how many not at all.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="answered">In all rounds.</param>
    /// <param name="missed">In all rounds.</param>
    /// <param name="outstanding">How many probes a round asks.</param>
    public void OnControls(TimeSpan now, int answered, int missed, int outstanding)
    {
        var (heard, lost) = (answered - _controls.Answered, missed - _controls.Missed);
        if (heard + lost == 0)
        {
            return;
        }

        _controls = (answered, missed);
        _isAnyMissed |= lost > 0;
        _missedInRow = heard > 0 ? 0 : _missedInRow + lost;
        if (_slowedFrom is { } slowed)
        {
            RegretSlowness(now, answered - slowed.Answered, missed - slowed.Missed);
        }
        else if (_missedInRow >= ControlsMissedInRow)
        {
            _slowedFrom = _controls;
            SlowDown(now, outstanding / LongestOfRound.TotalSeconds);
        }
    }

    // What is lost at any pace is not lost by it.
    private void RegretSlowness(TimeSpan now, int answered, int missed)
    {
        if (missed + answered >= ControlsThatTell && missed > MuchOfControls * (missed + answered) && _cutAt == TimeSpan.MinValue)
        {
            _suffered = double.PositiveInfinity;
            Step(now, Math.Max(_moderate / PacketsPerSecond, 1));
        }
    }

    /// <summary>Takes what the visitor's own connection tells.</summary>
    /// <param name="now">Since the scan began.</param>
    /// <param name="flow">What it has carried so far.</param>
    public void OnConnection(TimeSpan now, ConnectionFlow flow)
    {
        if (_connection.Look(now, flow, _sent, _answeredAt == TimeSpan.Zero) is not { } look)
        {
            return;
        }

        if (look.IsOverrun)
        {
            Overrun(now);
        }
        else if (look.RoundTrip is { } roundTrip && look.From - roundTrip >= _cutAt)
        {
            if (_sent <= FirstPackets)
            {
                _connection.NoteUnloaded(roundTrip);
                return;
            }

            var silence = SilenceOfLooks * (now - look.From).TotalSeconds;
            (_sentSinceTold, _silence, _longestSilence) = (0, silence, Math.Clamp(silence, LeastSilenceOfLooks, LongestSilenceOfLooks));
            _connection.Queue.Add(roundTrip);
            Follow(_connection.Queue, now, look.From - roundTrip, now - look.From, 1);
        }
    }
}
