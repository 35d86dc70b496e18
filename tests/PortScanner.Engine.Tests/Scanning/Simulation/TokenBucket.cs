namespace PortScanner.Engine.Tests.Scanning.Simulation;

/// <summary>A limit on ICMP errors as hosts have it: so many at once, then so many a second.</summary>
internal sealed class TokenBucket(double burst, double perSecond)
{
    private double _tokens = double.PositiveInfinity;
    private TimeSpan _filledAt;
    private TimeSpan _othersAt;

    /// <summary>Takes what others took since the last call: errors at random moments, so many a second.</summary>
    public void TakeForOthers(TimeSpan now, double errorsPerSecond, Random random)
    {
        for (var at = _othersAt; at <= now; at += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / errorsPerSecond))
        {
            TryTake(at);
            _othersAt = at;
        }

        _othersAt = now;
    }

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
