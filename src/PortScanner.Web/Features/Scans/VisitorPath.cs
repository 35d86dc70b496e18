using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// What the visitor's own connection tells of the path to the visitor. While it is used, the kernel asks the visitor once a second whether
/// the connection lives (RFC 9293 section 3.8.4), so that it is known when packets passed both ways.
/// </summary>
internal sealed class VisitorPath : ITargetConnection, IDisposable
{
    private const int KeepAliveSeconds = 1;

    // What Linux takes at most: a scan outlasts a cut of a minute, and so shall the connection that waits for its report.
    private const int MostUnanswered = 127;

    private readonly Socket _socket;

    private VisitorPath(Socket socket)
    {
        _socket = socket;
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, MostUnanswered);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        Span<byte> info = stackalloc byte[TcpInfo.Length];
        RoundTrip = TcpInfo.TryRead(Read(info), out var path) ? path : null;
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <summary>Takes the connection that the request came over.</summary>
    /// <param name="features">The request's features.</param>
    /// <param name="visitor">Who is scanned.</param>
    /// <returns>Null where no TCP connection with the visitor's address is at hand: behind a proxy, over HTTP/3, or once it is closed.</returns>
    public static VisitorPath? Of(IFeatureCollection features, IPAddress visitor)
    {
        try
        {
            var socket = features.Get<IConnectionSocketFeature>()?.Socket;
            return socket?.RemoteEndPoint is IPEndPoint peer && IsOf(peer.Address, visitor) ? new VisitorPath(socket) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public TimeSpan? SinceHeard()
    {
        try
        {
            Span<byte> info = stackalloc byte[TcpInfo.Length];
            return TcpInfo.SinceAcknowledged(Read(info));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Asks the visitor no longer; the connection stays.</summary>
    public void Dispose()
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The visitor has closed it.
        }
    }

    private static bool IsOf(IPAddress peer, IPAddress visitor) =>
        visitor.Equals(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer);

    private ReadOnlySpan<byte> Read(Span<byte> info) => info[.._socket.GetRawSocketOption(TcpInfo.Level, TcpInfo.Option, info)];
}
