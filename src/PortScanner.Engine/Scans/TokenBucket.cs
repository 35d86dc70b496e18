namespace PortScanner.Engine.Scans;

/// <summary>A token bucket: how many packets may leave by now. Used by one thread.</summary>
/// <param name="packetsPerSecond">The pace.</param>
internal sealed class TokenBucket(double packetsPerSecond)
{
    // The bucket holds what the longest time that the sender thread was seen to oversleep owes.
    private const double BurstSeconds = 0.04;

    private readonly double _most = packetsPerSecond * BurstSeconds;
    private double _allowance = packetsPerSecond * BurstSeconds;
    private TimeSpan _filledAt;

    /// <summary>Whether a packet may leave.</summary>
    public bool MaySend => _allowance >= 1;

    /// <summary>Adds what the time that has passed gives.</summary>
    /// <param name="now">Since the beginning.</param>
    public void Refill(TimeSpan now)
    {
        _allowance = Math.Min(_allowance + ((now - _filledAt).TotalSeconds * packetsPerSecond), _most);
        _filledAt = now;
    }

    /// <summary>Takes the allowance of one packet.</summary>
    public void Spend() => _allowance--;
}
