using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>The machine's TCP connections, as the kernel lists them to anyone (<c>sock_diag(7)</c>).</summary>
internal sealed class TcpConnections(TimeProvider timeProvider)
{
    // The kernel walks its whole table for a list, a millisecond or more. So all scans share one, and it may be this old.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(0.5);

    // linux/netlink.h, bits/socket.h
    private const int NetlinkFamily = 16;
    private const int RawSocket = 3;
    private const int CloseOnExec = 0x80000;
    private const int SocketDiagnostics = 4;

    // The kernel fills 32 KiB at most.
    private const int BufferBytes = 32 * 1024;

    private readonly Lock _lock = new();
    private Dictionary<IPAddress, TargetSign>? _heard;
    private long _listedAt;

    /// <summary>A peer's last sign of life, over any of the machine's connections with it.</summary>
    /// <returns>Null if there is no such connection, or the kernel does not tell.</returns>
    public TargetSign? Look(IPAddress peer)
    {
        lock (_lock)
        {
            if (_heard is null || timeProvider.GetElapsedTime(_listedAt) >= Freshness)
            {
                _listedAt = timeProvider.GetTimestamp();
                _heard = List();
            }

            return _heard.TryGetValue(peer, out var sign) ? sign with { SinceHeard = sign.SinceHeard + timeProvider.GetElapsedTime(_listedAt) } : null;
        }
    }

    private static Dictionary<IPAddress, TargetSign> List()
    {
        var heard = new Dictionary<IPAddress, TargetSign>();
        using var netlink = new NetlinkHandle(Open(NetlinkFamily, RawSocket | CloseOnExec, SocketDiagnostics));
        if (!netlink.IsInvalid)
        {
            List(netlink, AddressFamily.InterNetwork, heard);
            List(netlink, AddressFamily.InterNetworkV6, heard);
        }

        return heard;
    }

    private static void List(NetlinkHandle netlink, AddressFamily family, Dictionary<IPAddress, TargetSign> heard)
    {
        var request = SocketDiagnosis.Request(family);
        if (Send(netlink, request, request.Length, 0) != request.Length)
        {
            return;
        }

        var buffer = new byte[BufferBytes];
        while (Receive(netlink, buffer, buffer.Length, 0) is > 0 and var count && SocketDiagnosis.Read(buffer.AsSpan(0, (int)count), heard))
        {
            // Another part follows.
        }
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Send(NetlinkHandle socket, byte[] data, nint length, int flags);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Receive(NetlinkHandle socket, byte[] data, nint length, int flags);

    private sealed class NetlinkHandle : SafeHandle
    {
        public NetlinkHandle(int descriptor)
            : base(-1, ownsHandle: true) => SetHandle(descriptor);

        public override bool IsInvalid => handle == -1;

        protected override bool ReleaseHandle() => Close((int)handle) == 0;

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int Close(int descriptor);
    }
}
