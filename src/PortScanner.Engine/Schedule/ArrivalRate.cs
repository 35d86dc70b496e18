namespace PortScanner.Engine.Schedule;

/// <summary>How many answers a second came lately. Behind a queue they come at the pace at which it is emptied.</summary>
internal sealed class ArrivalRate
{
    /// <summary>So many are no accident.</summary>
    public const int Enough = 5;

    private const int Remembered = 32;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(160);

    private readonly TimeSpan[] _times = new TimeSpan[Remembered];
    private int _count;

    /// <summary>Notes an answer.</summary>
    public void Add(TimeSpan now) => _times[_count++ & (Remembered - 1)] = now;

    /// <summary>The rate, and of how many answers; infinite while they are too few to tell.</summary>
    public (double PerSecond, int Answers) Of(TimeSpan now)
    {
        var (answers, first) = (0, now);
        while (answers < Math.Min(_count, Remembered) && _times[(_count - answers - 1) & (Remembered - 1)] is var time && now - time <= Window)
        {
            first = time;
            answers++;
        }

        var last = _times[(_count - 1) & (Remembered - 1)];
        return (answers > 1 && last > first ? (answers - 1) / (last - first).TotalSeconds : double.PositiveInfinity, answers);
    }
}
