using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// A request of which the proxy vouches that the visitor is there as long as it is not given up. Disposed of with the request; until then the
/// proxy itself must be heard.
/// </summary>
/// <param name="proxy">The connection with the proxy; null if it is not over TCP, so that the kernel closes it with the proxy.</param>
/// <param name="isGivenUp">The request was given up.</param>
internal sealed class VouchedConnection(OwnConnection? proxy, CancellationToken isGivenUp) : IVisitorConnection, IDisposable
{
    private volatile bool _isOver;

    /// <inheritdoc />
    public bool IsOpen => !_isOver && !isGivenUp.IsCancellationRequested && proxy is not { IsOpen: false };

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip => null;

    /// <inheritdoc />
    public ConnectionFlow? Flow => null;

    /// <inheritdoc />
    /// <remarks>The proxy's acknowledgements say nothing of the path to the visitor.</remarks>
    public PeerLiveness Look() => IsOpen ? PeerLiveness.None with { SinceSeen = proxy?.Look().SinceSeen ?? TimeSpan.Zero } : PeerLiveness.None;

    /// <inheritdoc />
    public void StopAsking() => proxy?.StopAsking();

    /// <summary>The request is over.</summary>
    public void Dispose()
    {
        _isOver = true;
        StopAsking();
    }
}
