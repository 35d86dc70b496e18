using PortScanner.Engine.Contract;

namespace PortScanner.Web.Tests.Features.Tester;

/// <summary>A visitor who is seen all the time, and was heard a while ago.</summary>
internal sealed class StayingVisitor : ITargetConnection
{
    public PathRoundTrip? RoundTrip { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(5));

    public ConnectionFlow? Flow { get; init; } =
        new(3, 40, 2, TimeSpan.FromMilliseconds(21), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(18));

    public PeerLiveness Look() => new(TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(300));
}
