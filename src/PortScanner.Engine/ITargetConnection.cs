namespace PortScanner.Engine;

/// <summary>A TCP connection that the target itself keeps with this machine, and what it tells of the path.</summary>
public interface ITargetConnection
{
    /// <summary>What the connection has measured before the first probe leaves; null for nothing.</summary>
    PathRoundTrip? RoundTrip { get; }

    /// <summary>
    /// How long ago the target was last heard. About a second at most while packets pass both ways; null where the connection cannot tell,
    /// such as once it is closed. Called by the sender thread.
    /// </summary>
    TimeSpan? SinceHeard();
}
