namespace PortScanner.Engine.Tables;

/// <summary>
/// The round trips of the target's own TCP and echo answers, on their way from the receiver thread, which adds, to the sender thread, which
/// takes. Whoever is late misses the oldest.
/// </summary>
internal sealed class RoundTripSamples
{
    private const int Remembered = 256;

    private readonly uint[] _microseconds = new uint[Remembered];
    private long _added;
    private long _taken;

    /// <summary>Adds one.</summary>
    public void Add(uint microseconds)
    {
        Volatile.Write(ref _microseconds[_added % Remembered], microseconds);
        Volatile.Write(ref _added, _added + 1);
    }

    /// <summary>Takes the next.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake(out TimeSpan roundTrip)
    {
        var added = Volatile.Read(ref _added);
        _taken = Math.Max(_taken, added - Remembered);
        if (_taken == added)
        {
            roundTrip = default;
            return false;
        }

        roundTrip = TimeSpan.FromMicroseconds(Volatile.Read(ref _microseconds[_taken++ % Remembered]));
        return true;
    }
}
