using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Connections.Features;

using PortScanner.Web.Features.Callers;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Liveness;

/// <summary>
/// Finds the connection that a request came over, as far as it can tell of the visitor.
/// <list type="number">
/// <item>Without a proxy it is this process's own.</item>
/// <item>A request from another address than the one that is scanned tells nothing of that.</item>
/// <item>Of a proxy on this machine the kernel knows the connection with the visitor.</item>
/// <item>Of another proxy only its operator can know whether it notices when a visitor is gone, and says so by a setting.</item>
/// </list>
/// </summary>
internal sealed class VisitorConnections(ForwardingSettings forwarding, ILogger<VisitorConnections> logger)
{
    /// <summary>Finds the connection of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">Who is scanned.</param>
    /// <returns>Null if there is none that could tell anything.</returns>
    public IVisitorConnection? Of(HttpContext context, IPAddress visitor)
    {
        // 1
        var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        if (!forwarding.IsOn)
        {
            return PeerOf(socket) is { } peer && visitor.Equals(peer) ? OwnConnection.Of(socket!) : null;
        }

        // 2
        if (CallerAddress.Of(context) is not { } caller || !caller.Value.Equals(visitor))
        {
            return null;
        }

        // 3
        if (IsOfThisMachine(context.Connection) && TcpConnections.Find(visitor, caller.Port) is { Count: > 0 } found)
        {
            return new ProxiedConnection(found);
        }

        // 4
        if (forwarding.DropsLostVisitors)
        {
            var vouched = new VouchedConnection(PeerOf(socket) is null ? null : OwnConnection.Of(socket!), context.RequestAborted);
            context.Response.RegisterForDispose(vouched);
            return vouched;
        }

        LivenessLog.VisitorUnseen(logger, Guides.At("operations/proxies.md#who-is-still-there"));
        return null;
    }

    // Null where there is none, or it is closed.
    private static IPAddress? PeerOf(Socket? socket)
    {
        try
        {
            return socket is { RemoteEndPoint: IPEndPoint { Address: var peer } } ? peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    // A Unix socket has no address. What connects to one of the machine's own addresses comes from that same address.
    private static bool IsOfThisMachine(ConnectionInfo connection) =>
        connection.RemoteIpAddress is not { } proxy || IPAddress.IsLoopback(proxy) || proxy.Equals(connection.LocalIpAddress);
}
