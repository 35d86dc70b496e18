using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace PortScanner.Engine.Sending;

/// <summary>What .NET's sockets lack for sending: sendmmsg(2), which takes many packets in one call.</summary>
internal static unsafe partial class LibC
{
    /// <summary>EINTR.</summary>
    public const int Interrupted = 4;

    /// <summary>EMSGSIZE.</summary>
    public const int MessageTooLong = 90;

    /// <summary>ENOBUFS.</summary>
    public const int NoBufferSpace = 105;

    /// <summary>IPPROTO_IP.</summary>
    public const int LevelIp = 0;

    /// <summary>IPPROTO_IPV6.</summary>
    public const int LevelIpv6 = 41;

    /// <summary>IP_RECVERR.</summary>
    public const int ReceiveErrors = 11;

    /// <summary>IPV6_RECVERR.</summary>
    public const int ReceiveErrorsIpv6 = 25;

    /// <summary>AF_INET.</summary>
    public const ushort AddressFamilyIpv4 = 2;

    /// <summary>AF_INET6.</summary>
    public const ushort AddressFamilyIpv6 = 10;

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMessages(int socket, MessageHeaderWithLength* messages, uint count, int flags);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public byte* Base;
        public nuint Length;
    }

    /// <summary><c>struct msghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary><c>struct mmsghdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeaderWithLength
    {
        public MessageHeader Header;
        public uint SentLength;
    }
}
