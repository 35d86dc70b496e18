namespace PortScanner.Engine;

/// <summary>The TCP connections that the target itself keeps with this machine, and what they tell of the path.</summary>
public interface ITargetConnection
{
    /// <summary>What they have measured before the first probe leaves; null for nothing.</summary>
    PathRoundTrip? RoundTrip { get; }

    /// <summary>Whether the target is still there. Called by the sender thread, a few times a second.</summary>
    TargetSign Look();
}
