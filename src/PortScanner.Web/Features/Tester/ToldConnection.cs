using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// What the web face tells of the visitor. That grows older by itself: a web face that stands still, or says nothing, knows of nobody who is
/// there.
/// </summary>
internal sealed class ToldConnection : ITargetConnection
{
    private readonly TimeProvider _timeProvider;

    // Replaced as a whole, since the sender thread reads it.
    private volatile PathMessage? _told;

    /// <summary>Takes what is told as the scan begins.</summary>
    public ToldConnection(PathRoundTrip? roundTrip, PathMessage? told, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        RoundTrip = roundTrip;
        _told = told;
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <inheritdoc />
    public TargetSign Look() => _told is { At: > 0 } told && _timeProvider.GetElapsedTime(told.At) is { Ticks: >= 0 } age
        ? new TargetSign(Since(told.SinceHeard, age), Since(told.SinceSeen, age))
        : TargetSign.None;

    /// <summary>Takes what is told now.</summary>
    public void Tell(PathMessage message) => _told = message;

    // Nothing that could not be is believed.
    private static TimeSpan Since(long before, TimeSpan age) => before is >= 0 and <= uint.MaxValue ? TimeSpan.FromMicroseconds(before) + age : TargetSign.Never;
}
