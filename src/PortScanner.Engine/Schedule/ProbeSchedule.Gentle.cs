using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// A gentle pace: one packet is under way at a time, whatever it is for, and none follows another within an interval. So there is one copy of
/// each outstanding probe in a round, and nobody is asked between rounds: a limit on errors is never as slow as the questions.
/// </content>
internal sealed partial class ProbeSchedule
{
    private TimeSpan _turnFrom;

    /// <summary>The least time between any two packets; null where the schedule sets none.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Whether the next packet of the pass must wait for its turn.</summary>
    private bool AwaitsTurn(TimeSpan now)
    {
        if (now >= _turnFrom || !_order.HasMore(_answers))
        {
            return false;
        }

        if (_answers.IsPlanDecided && _rounds > 1 && !MayStillBeOverruled(now))
        {
            // What is left of the pass are controls, and nothing is left to prove.
            Ending = ProvedEnding(now);
        }

        return true;
    }

    // Whoever is far away has the time to answer before the next packet comes.
    private void NoteTurn(TimeSpan now)
    {
        if (Interval is { } interval)
        {
            _turnFrom = now + Max(interval, RoundTrip);
        }
        else
        {
            NoteSpreadTurn();
        }
    }

    private TimeSpan EstimateGentleLeft(TimeSpan now, TimeSpan interval)
    {
        var roundsBehind = Math.Max(RequiredAttempts() - _spaced.Count - 1, 0);
        var packets = (_phase == Phase.Probing ? _order.Left : 0) + (roundsBehind * _answers.UndecidedOfPlan);
        return Max(Max(interval, RoundTrip) * packets, LateUntil - now) + ReplyTimeout();
    }
}
