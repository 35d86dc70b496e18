using PortScanner.Engine;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// The visitor's connection, which the web face holds, as it tells of it. What was told grows older by itself: a web face that stands still
/// proves no path.
/// </summary>
internal sealed class ToldConnection(PathRoundTrip? roundTrip, TimeProvider timeProvider) : ITargetConnection
{
    // Replaced as a whole, since the sender thread reads it.
    private volatile Told _told = new(new TargetSign(TimeSpan.Zero, IsAsked: false), timeProvider.GetTimestamp());

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip => roundTrip;

    /// <inheritdoc />
    public TargetSign Look()
    {
        var (sign, at) = _told;
        return sign with { SinceHeard = sign.SinceHeard + timeProvider.GetElapsedTime(at) };
    }

    /// <summary>Takes what is told now.</summary>
    public void Tell(PathMessage message) => _told = new Told(
        message.SinceHeard is >= 0 and <= uint.MaxValue and var since ? new TargetSign(TimeSpan.FromMicroseconds(since), message.IsAsked) : TargetSign.None,
        timeProvider.GetTimestamp());

    private sealed record Told(TargetSign Sign, long At);
}
