using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>What the visitor's own connection tells of the path to the visitor.</summary>
internal static class VisitorPath
{
    /// <summary>Asks the kernel for the round-trip time of the connection that the request came over.</summary>
    /// <param name="features">The request's features.</param>
    /// <param name="visitor">Who is scanned.</param>
    /// <returns>Null where no TCP connection with the visitor's address is at hand: behind a proxy, over HTTP/3, or once it is closed.</returns>
    public static PathRoundTrip? Of(IFeatureCollection features, IPAddress visitor)
    {
        try
        {
            var socket = features.Get<IConnectionSocketFeature>()?.Socket;
            if (socket?.RemoteEndPoint is not IPEndPoint peer || !IsOf(peer.Address, visitor))
            {
                return null;
            }

            Span<byte> info = stackalloc byte[TcpInfo.Length];
            var length = socket.GetRawSocketOption(TcpInfo.Level, TcpInfo.Option, info);
            return TcpInfo.TryRead(info[..length], out var path) ? path : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static bool IsOf(IPAddress peer, IPAddress visitor) =>
        visitor.Equals(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer);
}
