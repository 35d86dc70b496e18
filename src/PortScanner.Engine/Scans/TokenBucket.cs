namespace PortScanner.Engine.Scans;

/// <summary>A token bucket, full at first: how many packets may leave by now. Used by one thread.</summary>
/// <param name="packetsPerSecond">The pace, at first.</param>
/// <param name="burstSeconds">Of how much time the bucket holds the packets.</param>
internal sealed class TokenBucket(double packetsPerSecond, double burstSeconds)
{
    private double _packetsPerSecond = packetsPerSecond;
    private double _allowance = Math.Max(packetsPerSecond * burstSeconds, 1);
    private TimeSpan _filledAt;

    /// <summary>How many packets may leave.</summary>
    public int Allowance => (int)_allowance;

    /// <summary>Whether a packet may leave.</summary>
    public bool MaySend => _allowance >= 1;

    private double Most => Math.Max(_packetsPerSecond * burstSeconds, 1);

    /// <summary>Adds what the time that has passed gives.</summary>
    /// <param name="now">Since the beginning.</param>
    /// <returns>Whether that was more than it holds: less was taken than might have been.</returns>
    public bool Refill(TimeSpan now)
    {
        var filled = _allowance + ((now - _filledAt).TotalSeconds * _packetsPerSecond);
        (_allowance, _filledAt) = (Math.Min(filled, Most), now);
        return filled > Most;
    }

    /// <summary>Takes another pace, from the last <see cref="Refill"/> on.</summary>
    public void SetPace(double packetsPerSecond)
    {
        _packetsPerSecond = packetsPerSecond;
        _allowance = Math.Min(_allowance, Most);
    }

    /// <summary>Takes the allowance of packets that leave.</summary>
    /// <param name="count">How many, of those that may.</param>
    public void Spend(int count) => _allowance -= count;
}
