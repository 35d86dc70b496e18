using System.Net;
using System.Net.Sockets;

using PortScanner.Web.Hosting.Interop;

namespace PortScanner.Web.Features.Liveness;

/// <summary>The machine's TCP connections, as the kernel tells of them to anyone (<c>sock_diag(7)</c>).</summary>
internal static class TcpConnections
{
    // linux/netlink.h, bits/socket.h
    private const int NetlinkFamily = 16;
    private const int RawSocket = 3;
    private const int CloseOnExec = 0x80000;
    private const int SocketDiagnostics = 4;
    private const int DontWait = 0x40;

    // The kernel fills 32 KiB at most.
    private const int BufferBytes = 32 * 1024;

    // A message about one connection, with attributes that do not matter.
    private const int OneBytes = 1024;

    /// <summary>Lists the established connections with a peer. The kernel walks its whole table for that, a millisecond or more.</summary>
    /// <param name="peer">The peer's address.</param>
    /// <param name="port">The peer's port; null for whichever.</param>
    /// <returns>Empty if there are none, or the kernel does not tell.</returns>
    public static IReadOnlyList<KernelConnection> Find(IPAddress peer, ushort? port)
    {
        var found = new List<KernelConnection>();
        using var netlink = new SocketDescriptor(NetlinkFamily, RawSocket | CloseOnExec, SocketDiagnostics);
        if (!netlink.IsInvalid)
        {
            Find(netlink, AddressFamily.InterNetwork, peer, port, found);
            Find(netlink, AddressFamily.InterNetworkV6, peer, port, found);
        }

        return found;
    }

    /// <summary>What a connection tells now. The kernel finds it at once.</summary>
    /// <returns>Null if it is closed, or the kernel does not tell.</returns>
    public static TcpSample? Look(KernelConnection connection)
    {
        using var netlink = new SocketDescriptor(NetlinkFamily, RawSocket | CloseOnExec, SocketDiagnostics);
        if (netlink.IsInvalid)
        {
            return null;
        }

        Span<byte> message = stackalloc byte[OneBytes];
        var request = SockDiag.Request(connection, message);
        if (LibC.Send(netlink, in request[0], request.Length, 0) != request.Length)
        {
            return null;
        }

        // The kernel answers before the call that asks returns.
        return LibC.Receive(netlink, ref message[0], message.Length, DontWait) is > 0 and var count ? SockDiag.ReadOne(message[..(int)count], connection) : null;
    }

    private static void Find(SocketDescriptor netlink, AddressFamily family, IPAddress peer, ushort? port, List<KernelConnection> found)
    {
        var buffer = new byte[BufferBytes];
        var request = SockDiag.Request(family, port, buffer);
        if (LibC.Send(netlink, in request[0], request.Length, 0) != request.Length)
        {
            return;
        }

        while (LibC.Receive(netlink, ref buffer[0], buffer.Length, 0) is > 0 and var count && SockDiag.Read(buffer.AsSpan(0, (int)count), family, peer, port, found))
        {
            // Another part follows.
        }
    }
}
