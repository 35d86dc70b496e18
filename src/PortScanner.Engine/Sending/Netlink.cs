using System.Runtime.InteropServices;

using Microsoft.Win32.SafeHandles;

namespace PortScanner.Engine.Sending;

/// <summary>A question to the kernel over <c>rtnetlink(7)</c>, which needs no right.</summary>
internal static partial class Netlink
{
    // bits/socket.h, linux/netlink.h
    private const int NetlinkFamily = 16;
    private const int RawSocket = 3;
    private const int CloseOnExec = 0x80000;
    private const int Route = 0;

    // A reply about one route is some hundred bytes.
    private const int BufferBytes = 4096;

    /// <summary>Asks, and returns the reply; empty where the kernel does not talk to this process.</summary>
    public static byte[] Ask(byte[] request)
    {
        using var socket = new SafeFileHandle(Open(NetlinkFamily, RawSocket | CloseOnExec, Route), ownsHandle: true);
        if (socket.IsInvalid || Send(socket, request, request.Length, 0) != request.Length)
        {
            return [];
        }

        var reply = new byte[BufferBytes];
        return reply[..(int)Math.Max(Receive(socket, reply, reply.Length, 0), 0)];
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial nint Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeFileHandle socket, byte[] data, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeFileHandle socket, byte[] data, nint length, int flags);
}
