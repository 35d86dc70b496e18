namespace PortScanner.Engine.Scans;

/// <summary>A token bucket, full at first: how many packets may leave by now. Used by one thread.</summary>
/// <param name="packetsPerSecond">The pace.</param>
/// <param name="burstSeconds">Of how much time the bucket holds the packets.</param>
internal sealed class TokenBucket(double packetsPerSecond, double burstSeconds)
{
    private readonly double _most = packetsPerSecond * burstSeconds;
    private double _allowance = packetsPerSecond * burstSeconds;
    private TimeSpan _filledAt;

    /// <summary>How many packets may leave.</summary>
    public int Allowance => (int)_allowance;

    /// <summary>Whether a packet may leave.</summary>
    public bool MaySend => _allowance >= 1;

    /// <summary>Adds what the time that has passed gives.</summary>
    /// <param name="now">Since the beginning.</param>
    public void Refill(TimeSpan now)
    {
        _allowance = Math.Min(_allowance + ((now - _filledAt).TotalSeconds * packetsPerSecond), _most);
        _filledAt = now;
    }

    /// <summary>Takes the allowance of packets that leave.</summary>
    /// <param name="count">How many, of those that may.</param>
    public void Spend(int count) => _allowance -= count;
}
