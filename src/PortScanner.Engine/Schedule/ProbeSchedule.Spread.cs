using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <content>
/// Where nobody has answered anything, nothing shows that a burst crossed the path: a line that carries less would have lost it, whatever is open
/// behind it. So the second round takes a second of the two until the third is due, which costs nobody anything. The third takes its time only
/// where nothing at all has told of the path, not even the visitor's connection.
/// </content>
internal sealed partial class ProbeSchedule
{
    // Few enough for the shortest queue, and enough for a sender that has others to serve.
    private static readonly TimeSpan SpreadPause = TimeSpan.FromMilliseconds(20);

    // The third comes two seconds after it, and takes no time: a second is left between two attempts, so that loss in a burst does not hit both.
    private static readonly TimeSpan LongestOfSecond = TimeSpan.FromSeconds(1);

    // A line of 50 packets a second carries most of the quick profile meanwhile.
    private static readonly TimeSpan LongestOfUntold = TimeSpan.FromSeconds(5);

    private TimeSpan _spreadFrom;
    private TimeSpan _spreadGap;
    private int _spreadTurns;

    private void SpreadIfUnheard(TimeSpan now)
    {
        _spreadGap = TimeSpan.Zero;
        if (_answers.ProvedCount > 0 || Interval is not null || _order.Count == 0)
        {
            return;
        }

        var time = !_spaced.IsLastNext ? LongestOfSecond : _path?.HasToldSince(_burstAt) == false ? LongestOfUntold : TimeSpan.Zero;
        _spreadGap = time / _order.Count;
        (_spreadFrom, _spreadTurns, _turnFrom) = (now, 0, now);
    }

    private void NoteSpreadTurn()
    {
        if (_spreadGap > TimeSpan.Zero && _answers.ProvedCount == 0)
        {
            var due = _spreadFrom + (++_spreadTurns * _spreadGap);
            _turnFrom = due - _turnFrom >= SpreadPause ? due : _turnFrom;
        }
    }
}
