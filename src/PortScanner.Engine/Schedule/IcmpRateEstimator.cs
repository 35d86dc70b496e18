using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// The rate of a host or router that limits its ICMP errors: the interval between two of them, learnt from when they come, and so the
/// interval between two probes. Several probes leave for each error, since some of the outstanding ones are silent whatever the limit, and
/// a probe too few costs the time of an error while one too many costs a packet.
/// </summary>
internal sealed class IcmpRateEstimator
{
    // Until one is measured: ten a second, as IPv6 routers have it.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(100);

    // No limit in wide use is slower than one a second; where others use it up it may seem so.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(2);

    private const double LeastProbesPerError = 6;
    private const double OverdueMultiplier = 4;
    private const double Decay = 0.8;
    private const double MostProbesPerError = 100;
    private const double Weight = 1.0 / 4;

    // An answer is overdue a quarter later than expected.
    private const double OverdueFactor = 1.25;

    private TimeSpan _interval = FirstInterval;
    private TimeSpan _lastAnswer;
    private double _probesPerError = LeastProbesPerError;
    private bool _isMeasured;

    /// <summary>The time between two answers, as far as it is known.</summary>
    public TimeSpan Interval => _interval;

    /// <summary>The time from a question to the next: less once an answer should have come, since somebody may still claim it.</summary>
    public TimeSpan ProbeInterval(TimeSpan now) => _interval / (now > _lastAnswer + _interval ? _probesPerError * OverdueMultiplier : _probesPerError);

    /// <summary>Begins to measure when all that the limit allows at once was used up.</summary>
    public void Begin(TimeSpan now) => _lastAnswer = now;

    /// <summary>Notes answers. The first ends a period of which nobody saw the begin: on average it lasted twice as long.</summary>
    public void OnErrors(int count, TimeSpan now)
    {
        var interval = (now - _lastAnswer) / count;
        _interval = Min(_isMeasured ? _interval + ((interval - _interval) * Weight) : interval * 2, LongestInterval);
        _isMeasured = true;
        _lastAnswer = now;
        _probesPerError = Math.Max(LeastProbesPerError, _probesPerError * Decay);
    }

    /// <summary>Notes that not even controls were answered: the limit is slower than thought, or others use it up.</summary>
    public void OnNoReplies(TimeSpan now)
    {
        _interval = Min(_interval * 1.5, LongestInterval);
        _lastAnswer = now;
    }

    /// <summary>Notes that no answer came in time: the questions may have gone to those who are silent.</summary>
    public void OnTimeout() => _probesPerError = _isMeasured ? Math.Min(_probesPerError * 2, MostProbesPerError) : _probesPerError;

    /// <summary>Whether an answer is overdue.</summary>
    /// <param name="now">Now.</param>
    /// <param name="roundTrip">How long an answer may take.</param>
    public bool IsOverdue(TimeSpan now, TimeSpan roundTrip) => now > _lastAnswer + (_interval * OverdueFactor) + roundTrip;
}
