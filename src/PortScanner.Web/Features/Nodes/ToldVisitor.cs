using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Features.Nodes;

/// <summary>
/// What another node tells of the visitor's connection with it. It is as old as the tick of this node's own that came back with it, so that what lay
/// around on the way, or comes twice, makes nobody younger than he is; and it grows older by itself.
/// </summary>
internal sealed class ToldVisitor(TimeProvider timeProvider) : IVisitorConnection
{
    private volatile Told? _told;
    private volatile bool _isOver;

    /// <inheritdoc />
    public bool IsOpen => !_isOver;

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip => null;

    /// <inheritdoc />
    public ConnectionFlow? Flow => _isOver ? null : _told?.Flow;

    /// <inheritdoc />
    public PeerLiveness Look()
    {
        if (_told is not { } told || _isOver)
        {
            return PeerLiveness.None;
        }

        var age = timeProvider.GetElapsedTime(told.At);
        return new PeerLiveness(Since(told.Message.SinceHeard, age), Since(told.Message.SinceSeen, age));
    }

    /// <inheritdoc />
    public void StopAsking()
    {
        // That is the other node's to do, once the reader is gone.
    }

    /// <summary>Takes what is told.</summary>
    /// <param name="message">That.</param>
    /// <param name="at">The moment that it is not older than, as a timestamp.</param>
    public void Update(VisitorMessage message, long at)
    {
        if (_told is not { } before || at >= before.At)
        {
            _told = new Told(message, at, message.Flow?.ToFlow());
        }
    }

    /// <summary>The reader is gone.</summary>
    public void End() => _isOver = true;

    // Nothing that could not be is believed.
    private static TimeSpan Since(long before, TimeSpan age) => before is >= 0 and <= uint.MaxValue ? TimeSpan.FromMicroseconds(before) + age : PeerLiveness.Never;

    private sealed record Told(VisitorMessage Message, long At, ConnectionFlow? Flow);
}
