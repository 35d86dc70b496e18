namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>A limit as most hosts have it: so many at once, then so many a second.</summary>
internal sealed class TokenBucket(double burst, double perSecond) : ILimit
{
    private double _tokens = double.PositiveInfinity;
    private TimeSpan _filledAt;

    public bool TryTake(TimeSpan now)
    {
        _tokens = Math.Min(burst, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
