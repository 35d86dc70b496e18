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
    private volatile Told _told = new(TimeSpan.Zero, timeProvider.GetTimestamp());

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip => roundTrip;

    /// <inheritdoc />
    public TimeSpan? SinceHeard() => _told is { SinceHeard: { } since, At: var at } ? since + timeProvider.GetElapsedTime(at) : null;

    /// <summary>Takes what is told now.</summary>
    public void Tell(PathMessage message) => _told = new Told(
        message.SinceHeard is >= 0 and <= uint.MaxValue and var since ? TimeSpan.FromMicroseconds(since) : null, timeProvider.GetTimestamp());

    private sealed record Told(TimeSpan? SinceHeard, long At);
}
