namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>
/// The narrowest place of a path: it lets so many packets pass a second, and keeps others waiting in a queue, behind those of others; what finds
/// the queue full is lost.
/// </summary>
/// <param name="perSecond">How many packets pass.</param>
/// <param name="longestWait">How long the queue is, in time.</param>
internal sealed class Bottleneck(double perSecond, TimeSpan longestWait)
{
    private TimeSpan _freeAt;
    private TimeSpan _othersAt;

    /// <summary>A policer before it, which lets pass what it has tokens for, and loses the rest at once.</summary>
    public ILimit? Policer { get; init; }

    /// <summary>How many packets of others cross it a second, at random moments.</summary>
    public (double PerSecond, TimeSpan From, TimeSpan To, Random Random)? Others { get; init; }

    /// <summary>How many packets crossed it, and how many were lost.</summary>
    public (int Crossed, int Lost) Count { get; private set; }

    /// <summary>How long a packet would wait that came now.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _freeAt > now ? _freeAt - now : TimeSpan.Zero;

    /// <summary>A packet comes.</summary>
    /// <param name="now">Later than, or equal to, that of the last call.</param>
    /// <returns>How long it takes; null if it is lost.</returns>
    public TimeSpan? Cross(TimeSpan now)
    {
        if (Others is var (others, from, to, random))
        {
            for (_othersAt = _othersAt > from ? _othersAt : from; _othersAt <= now && _othersAt < to; _othersAt += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / others))
            {
                Take(_othersAt);
            }
        }

        var took = Policer?.TryTake(now) == false ? null : Take(now);
        Count = took is null ? (Count.Crossed, Count.Lost + 1) : (Count.Crossed + 1, Count.Lost);
        return took;
    }

    private TimeSpan? Take(TimeSpan now)
    {
        if (WaitAt(now) >= longestWait)
        {
            return null;
        }

        _freeAt = now + WaitAt(now) + TimeSpan.FromSeconds(1 / perSecond);
        return _freeAt - now;
    }
}
