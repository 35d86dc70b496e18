using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Tester;

/// <summary>
/// What the front end tells of the visitor. That grows older by itself: a front end that stands still, or says nothing, knows of nobody who is
/// there.
/// </summary>
internal sealed class RelayedConnection : ITargetConnection
{
    private readonly TimeProvider _timeProvider;

    // Replaced as a whole, since the sender thread reads it.
    private volatile PathMessage? _relayed;
    private volatile ConnectionFlow? _flow;

    /// <summary>Takes what is told as the scan begins.</summary>
    public RelayedConnection(PathRoundTrip? roundTrip, PathMessage? told, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
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
    private static TimeSpan Since(long before, TimeSpan age) => before is >= 0 and <= uint.MaxValue ? TimeSpan.FromMicroseconds(before) + age : PeerLiveness.Never;
}
