namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>A limit that owes errors to others too, at random moments and so many a second: of each token they are quicker to take most.</summary>
internal sealed class SharedLimit(ILimit limit, double foreignPerSecond, Random random) : ILimit
{
    private TimeSpan _othersAt;

    public bool TryTake(TimeSpan now)
    {
        for (; _othersAt <= now; _othersAt += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / foreignPerSecond))
        {
            limit.TryTake(_othersAt);
        }

        return limit.TryTake(now);
    }
}
