using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// What the visitor's own connections tell of the path to the visitor. While they are used, the kernel asks the visitor once a second whether
/// they live (RFC 9293 section 3.8.4), so that it is known when packets passed both ways.
/// </summary>
internal sealed class VisitorPath : ITargetConnection, IDisposable
{
    private const int KeepAliveSeconds = 1;

    // What Linux takes at most: a scan outlasts a cut of a minute, and so shall the connection that waits for its report.
    private const int MostUnanswered = 127;

    private readonly IPAddress _visitor;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();

    // Replaced, never changed, since the sender thread looks.
    private volatile Socket[] _sockets = [];
    private long _heardAt;
    private bool _isDisposed;

    private VisitorPath(IPAddress visitor, Socket socket, TimeProvider timeProvider)
    {
        _visitor = visitor;
        _timeProvider = timeProvider;
        _heardAt = timeProvider.GetTimestamp();
        AskEachSecond(socket);
        _sockets = [socket];
        Span<byte> info = stackalloc byte[TcpInfo.Length];
        RoundTrip = TcpInfo.TryRead(Read(socket, info), out var path) ? path : null;
    }

    /// <inheritdoc />
    public PathRoundTrip? RoundTrip { get; }

    /// <summary>Takes the connection that the request came over.</summary>
    /// <param name="features">The request's features.</param>
    /// <param name="visitor">Who is scanned.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <returns>Null where no TCP connection with the visitor's address is at hand: behind a proxy, over HTTP/3, or once it is closed.</returns>
    public static VisitorPath? Of(IFeatureCollection features, IPAddress visitor, TimeProvider timeProvider)
    {
        try
        {
            return SocketOf(features, visitor) is { } socket ? new VisitorPath(visitor, socket, timeProvider) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Takes another connection of the visitor's, such as the one by which a page follows its scan; any other is left alone.</summary>
    public void Add(IFeatureCollection features)
    {
        lock (_lock)
        {
            try
            {
                if (!_isDisposed && SocketOf(features, _visitor) is { } socket && !_sockets.Contains(socket))
                {
                    AskEachSecond(socket);
                    _sockets = [.. _sockets.Where(other => other.Connected), socket];
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }
        }
    }

    /// <inheritdoc />
    /// <remarks>Between two connections the visitor was last heard over the one before.</remarks>
    public TargetSign Look()
    {
        Span<byte> info = stackalloc byte[TcpInfo.Length];
        foreach (var socket in _sockets)
        {
            try
            {
                if (TcpInfo.SinceAcknowledged(Read(socket, info)) is { } since)
                {
                    _heardAt = Math.Max(_heardAt, _timeProvider.GetTimestamp() - (long)(since.TotalSeconds * _timeProvider.TimestampFrequency));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The visitor has closed it.
            }
        }

        return new TargetSign(_timeProvider.GetElapsedTime(_heardAt), IsAsked: true);
    }

    /// <summary>Asks the visitor no longer; the connections stay.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var socket in _sockets)
            {
                try
                {
                    socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, false);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // The visitor has closed it.
                }
            }
        }
    }

    private static Socket? SocketOf(IFeatureCollection features, IPAddress visitor) =>
        features.Get<IConnectionSocketFeature>()?.Socket is { RemoteEndPoint: IPEndPoint peer } socket && IsOf(peer.Address, visitor) ? socket : null;

    private static bool IsOf(IPAddress peer, IPAddress visitor) =>
        visitor.Equals(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer);

    private static void AskEachSecond(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, MostUnanswered);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    private static ReadOnlySpan<byte> Read(Socket socket, Span<byte> info) => info[..socket.GetRawSocketOption(TcpInfo.Level, TcpInfo.Option, info)];
}
