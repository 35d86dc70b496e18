using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PortScanner.Web.Hosting.Machine;

/// <summary>Who is at the other end of a Unix socket, as the kernel noted when it connected (<c>unix(7)</c>, SO_PEERCRED).</summary>
internal static class SocketPeer
{
    // asm-generic/socket.h
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    // struct ucred: process, user and group, 32 bits each.
    private const int Length = 3 * sizeof(uint);
    private const int UserOffset = sizeof(uint);

    /// <summary>The number of the user; null if the socket is no Unix socket, or closed.</summary>
    public static uint? UserOf(Socket? socket)
    {
        if (socket is not { AddressFamily: AddressFamily.Unix })
        {
            return null;
        }

        try
        {
            Span<byte> credentials = stackalloc byte[Length];
            return socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) == Length
                ? MemoryMarshal.Read<uint>(credentials[UserOffset..])
                : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
