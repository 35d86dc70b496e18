using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// What the front end tells of the visitor. That grows older by itself: a front end that stands still, or says nothing, knows of nobody who is
/// there.
/// </summary>
internal sealed class RelayedConnection : ITargetConnection
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _lease;

    // Replaced as a whole, since the sender thread reads it.
    private volatile PathMessage? _relayed;
    private volatile ConnectionFlow? _flow;

    /// <summary>Takes what is told as the scan begins.</summary>
    /// <param name="roundTrip">What the connection had measured.</param>
    /// <param name="told">What was known of the visitor.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="lease">
    /// How old the last word may be for the visitor to count as there, whatever it says; null for any age. Another tester may go on in the place of
    /// one that its front end no longer hears.
    /// </param>
    public RelayedConnection(PathRoundTrip? roundTrip, PathMessage? told, TimeProvider timeProvider, TimeSpan? lease = null)
    {
        _timeProvider = timeProvider;
        _lease = lease ?? TimeSpan.MaxValue;
        RoundTrip = roundTrip;
        _relayed = told;
        _flow = told?.Flow?.ToFlow();
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <inheritdoc />
    public ConnectionFlow? Flow => _flow;

    /// <inheritdoc />
    public PeerLiveness Look() => _relayed is { At: > 0 } told && _timeProvider.GetElapsedTime(told.At) is { Ticks: >= 0 } age
        ? new PeerLiveness(Since(told.SinceHeard, age), Since(told.SinceSeen, age))
        : PeerLiveness.None;

    /// <summary>Takes what is told now.</summary>
    public void Update(PathMessage message)
    {
        _relayed = message;
        if (message.Flow?.ToFlow() is { } flow && flow != _flow)
        {
            _flow = flow;
        }
    }

    // Nothing that could not be is believed.
    private TimeSpan Since(long before, TimeSpan age)
    {
        var since = before is >= 0 and <= uint.MaxValue ? TimeSpan.FromMicroseconds(before) + age : PeerLiveness.Never;
        return age > _lease && since < Away ? Away : since;
    }
}
