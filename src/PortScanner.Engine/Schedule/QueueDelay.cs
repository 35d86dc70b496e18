using static PortScanner.Engine.Schedule.TimeSpans;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// How long packets wait in queues on their way: what their round trips have above the least that was ever seen (RFC 6817 section 2.4.2). A
/// queue makes all that pass it wait, while a slow service or a radio link delays one and not the next: so the least of the last few counts.
/// </summary>
/// <param name="learnsJitter">Whether round trips come often enough to tell jitter from a queue; if not, it is what <see cref="Begin"/> was told.</param>
internal sealed class QueueDelay(bool learnsJitter)
{
    /// <summary>Of how many round trips the least can be asked for.</summary>
    public const int Remembered = 16;

    // RFC 3550 section 6.4.1 has a sixteenth; few answers come here.
    private const double JitterWeight = 1.0 / 8;
    private static readonly TimeSpan MostJitter = TimeSpan.FromMilliseconds(25);

    private readonly TimeSpan[] _last = new TimeSpan[Remembered];
    private TimeSpan _before;

    /// <summary>The least round trip; null while nothing was measured.</summary>
    public TimeSpan? Base { get; private set; }

    /// <summary>How much round trips differ from those before them, which a queue does not explain: it grows and shrinks slowly (RFC 3550 section 6.4.1).</summary>
    public TimeSpan Jitter { get; private set; }

    /// <summary>How many round trips were measured since <see cref="Restart"/>.</summary>
    public int Count { get; private set; }

    /// <summary>How long packets wait.</summary>
    /// <param name="width">Of how many round trips the least counts, of those that there are; at most <see cref="Remembered"/>.</param>
    public TimeSpan Value(int width) => Base is { } least && Count > 0 ? Max(LeastOf(width) - least - (2 * Min(Jitter, MostJitter)), TimeSpan.Zero) : TimeSpan.Zero;

    /// <summary>Adds a round trip.</summary>
    public void Add(TimeSpan roundTrip)
    {
        var before = Count == 0 ? roundTrip : _before;
        Jitter += !learnsJitter ? TimeSpan.Zero : ((roundTrip - before).Duration() - Jitter) * JitterWeight;
        (_before, _last[Count++ % Remembered]) = (roundTrip, roundTrip);
        Note(roundTrip);
    }

    /// <summary>Takes a round trip of before.</summary>
    /// <param name="roundTrip">The round trip.</param>
    /// <param name="variation">How much they differed then.</param>
    public void Begin(TimeSpan roundTrip, TimeSpan variation) => (Base, Jitter) = (roundTrip, variation);

    private void Note(TimeSpan roundTrip) => Base = Base is { } least ? Min(least, roundTrip) : roundTrip;

    /// <summary>Forgets the last round trips, since the pace is another from now on.</summary>
    public void Restart() => Count = 0;

    /// <summary>Takes the wait of now for a part of the path: it is not this scan's doing.</summary>
    public void Rebase(int width) => Base = LeastOf(width);

    private TimeSpan LeastOf(int width)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 1; i <= Math.Min(Count, width); i++)
        {
            least = Min(least, _last[(Count - i) % Remembered]);
        }

        return least;
    }
}
