namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>So many in each period, as FreeBSD counts them: the periods follow each other, and a random part is added to the count.</summary>
internal sealed class WindowLimit(int most, TimeSpan period, int jitter, Random random) : ILimit
{
    private readonly TimeSpan _offset = period * random.NextDouble();
    private long _window = -1;
    private int _left;

    public bool TryTake(TimeSpan now)
    {
        var window = (now + _offset).Ticks / period.Ticks;
        if (window != _window)
        {
            _window = window;
            _left = most + random.Next(-jitter, jitter + 1);
        }

        return _left-- > 0;
    }
}
