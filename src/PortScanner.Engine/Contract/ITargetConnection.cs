namespace PortScanner.Engine.Contract;

/// <summary>What the target itself lets know of itself while it is scanned, as a rule by the TCP connections that it keeps with this machine.</summary>
public interface ITargetConnection
{
    /// <summary>What they have measured before the first probe leaves; null for nothing.</summary>
    PathRoundTrip? RoundTrip { get; }

    /// <summary>
    /// What one of them has carried, as it was last learnt; null for nothing. It is another object whenever something was learnt. The sender thread
    /// reads this a thousand times a second.
    /// </summary>
    ConnectionFlow? Flow { get; }

    /// <summary>Whether the target is still there, as it was last learnt. The sender thread calls this, a few times a second for each scan: it asks nobody.</summary>
    PeerLiveness Look();
}
