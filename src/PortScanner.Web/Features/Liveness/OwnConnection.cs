using System.Net.Sockets;

using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// A connection of this process. Until it is told to stop, the kernel asks the peer once a second whether it lives (RFC 9293 section 3.8.4), so
/// that it is known when packets passed both ways.
/// </summary>
internal sealed record OwnConnection : IVisitorConnection
{
    private const int KeepAliveSeconds = 1;

    // What Linux takes at most: a connection that waits for its report outlasts a cut of the path, as the scan does.
    private const int MostUnanswered = 127;

    private readonly Socket _socket;

    private OwnConnection(Socket socket)
    {
        _socket = socket;
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, MostUnanswered);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    /// <inheritdoc />
    public bool IsOpen => _socket.Connected;

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip
    {
        get
        {
            Span<byte> info = stackalloc byte[TcpInfo.Length];
            return TcpInfo.TryRead(Read(info), out var path) ? path : null;
        }
    }

    /// <inheritdoc />
    public ConnectionFlow? Flow
    {
        get
        {
            Span<byte> info = stackalloc byte[TcpInfo.Length];
            return TcpInfo.Flow(Read(info));
        }
    }

    /// <summary>Takes a connection.</summary>
    /// <returns>Null if it is closed already.</returns>
    public static OwnConnection? Of(Socket socket)
    {
        try
        {
            return new OwnConnection(socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public PeerLiveness Look()
    {
        Span<byte> info = stackalloc byte[TcpInfo.Length];
        return TcpInfo.SinceHeard(Read(info)) is { } since ? new PeerLiveness(since, since) : PeerLiveness.None;
    }

    /// <inheritdoc />
    public void StopAsking()
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has closed it.
        }
    }

    private ReadOnlySpan<byte> Read(Span<byte> info)
    {
        try
        {
            return info[.._socket.GetRawSocketOption(TcpInfo.Level, TcpInfo.Option, info)];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has closed it.
            return [];
        }
    }
}
