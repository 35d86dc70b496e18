namespace PortScanner.Engine.Contract;

/// <summary>The last signs of life of a target. Silence is none: whoever was not seen lately is not known to be there.</summary>
/// <param name="SinceHeard">How long ago a packet of its own arrived at this machine, so that the path worked; <see cref="Never"/> if nothing can tell.</param>
/// <param name="SinceSeen">
/// How long ago it was last known to be there, whatever path that was told over; no longer than <paramref name="SinceHeard"/>.
/// </param>
public readonly record struct PeerLiveness(TimeSpan SinceHeard, TimeSpan SinceSeen)
{
    /// <summary>Longer than any scan, and short enough to be told to another process.</summary>
    public static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>Nothing is known of the target.</summary>
    public static readonly PeerLiveness None = new(Never, Never);
}
