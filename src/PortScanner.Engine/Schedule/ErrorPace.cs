using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// How fast to ask somebody who limits its answers: the time between two of them, learnt from when they come, and so the time between
/// two questions. Several questions for each answer, since some candidates are silent whatever the limit, and a question too few costs
/// the time of an answer while one too many costs a packet.
/// </summary>
internal sealed class ErrorPace
{
    // Until one is measured: ten a second, as IPv6 routers have it.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(100);

    // No limit in wide use is slower than one a second; where others use it up it may seem so.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(2);

    private const double LeastQuestions = 6;
    private const double Haste = 4;
    private const double Calming = 0.8;
    private const double MostQuestions = 100;
    private const double Weight = 1.0 / 4;

    // An answer is overdue a quarter later than expected.
    private const double Patience = 1.25;

    private TimeSpan _interval = FirstInterval;
    private TimeSpan _lastAnswer;
    private double _questions = LeastQuestions;
    private bool _isMeasured;

    /// <summary>The time between two answers, as far as it is known.</summary>
    public TimeSpan Interval => _interval;

    /// <summary>The time from a question to the next: less once an answer should have come, since somebody may still claim it.</summary>
    public TimeSpan QuestionInterval(TimeSpan now) => _interval / (now > _lastAnswer + _interval ? _questions * Haste : _questions);

    /// <summary>Begins to measure when all that the limit allows at once was used up.</summary>
    public void Begin(TimeSpan now) => _lastAnswer = now;

    /// <summary>Notes answers. The first ends a period of which nobody saw the begin: on average it lasted twice as long.</summary>
    public void OnAnswers(int count, TimeSpan now)
    {
        var interval = (now - _lastAnswer) / count;
        _interval = Min(_isMeasured ? _interval + ((interval - _interval) * Weight) : interval * 2, LongestInterval);
        _isMeasured = true;
        _lastAnswer = now;
        _questions = Math.Max(LeastQuestions, _questions * Calming);
    }

    /// <summary>Notes that not even controls were answered: the limit is slower than thought, or others use it up.</summary>
    public void OnDrought(TimeSpan now)
    {
        _interval = Min(_interval * 1.5, LongestInterval);
        _lastAnswer = now;
    }

    /// <summary>Notes that no answer came in time: the questions may have gone to those who are silent.</summary>
    public void OnOverdue() => _questions = _isMeasured ? Math.Min(_questions * 2, MostQuestions) : _questions;

    /// <summary>Whether an answer is overdue.</summary>
    /// <param name="now">Now.</param>
    /// <param name="roundTrip">How long an answer may take.</param>
    public bool IsOverdue(TimeSpan now, TimeSpan roundTrip) => now > _lastAnswer + (_interval * Patience) + roundTrip;
}
