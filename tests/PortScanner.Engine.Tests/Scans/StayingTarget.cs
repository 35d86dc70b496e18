using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>A target that is there all the time.</summary>
internal sealed class StayingTarget : ITargetConnection
{
    public PathRoundTrip? RoundTrip => null;

    public ConnectionFlow? Flow => null;

    public PeerLiveness Look() => new(TimeSpan.Zero, TimeSpan.Zero);
}
