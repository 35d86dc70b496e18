using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// The messages of <c>sock_diag(7)</c> about TCP, in the machine's byte order but for addresses and ports:
/// <code>
/// request   nlmsghdr (16)  inet_diag_req_v2 (56)
/// reply     nlmsghdr (16)  inet_diag_msg (72)  attributes, of which one is tcp_info
/// </code>
/// </summary>
/// <remarks>linux/netlink.h, linux/rtnetlink.h, linux/sock_diag.h, linux/inet_diag.h</remarks>
internal static class SocketDiagnosis
{
    private const int HeaderBytes = 16;
    private const int AskedBytes = 56;
    private const int ToldBytes = 72;
    private const int AttributeBytes = 4;

    private const ushort TypeError = 2;
    private const ushort TypeDone = 3;
    private const ushort TypeByFamily = 20;
    private const ushort RequestAndDump = 0x301;

    private const byte Tcp = 6;
    private const ushort AttributeTcpInfo = 2;
    private const byte WithTcpInfo = 1 << (AttributeTcpInfo - 1);
    private const uint Established = 1 << 1;
    private const byte LinuxIPv4 = 2;
    private const byte LinuxIPv6 = 10;

    // In inet_diag_msg: which timer runs, how often it has run out in vain, and in how many milliseconds it will. Two wait for an
    // acknowledgement: of data, or of the question whether the connection lives, which by default is asked after two hours.
    private const int TimerOffset = 2;
    private const int RetransmissionsOffset = 3;
    private const int ExpiryOffset = 52;
    private const byte TimerRetransmission = 1;
    private const byte TimerKeepAlive = 2;
    private const byte ManyRetransmissions = 3;
    private const uint LongestPause = 2_000;

    // The ports and the source come before it.
    private const int PeerOffset = 24;

    /// <summary>Asks for all established connections of a family of sockets.</summary>
    public static byte[] Request(AddressFamily family)
    {
        var request = new byte[HeaderBytes + AskedBytes];
        MemoryMarshal.Write(request, request.Length);
        MemoryMarshal.Write(request.AsSpan(4), TypeByFamily);
        MemoryMarshal.Write(request.AsSpan(6), RequestAndDump);

        var asked = request.AsSpan(HeaderBytes);
        asked[0] = family == AddressFamily.InterNetwork ? LinuxIPv4 : LinuxIPv6;
        asked[1] = Tcp;
        asked[2] = WithTcpInfo;
        MemoryMarshal.Write(asked[4..], Established);
        return request;
    }

    /// <summary>Reads a part of the reply.</summary>
    /// <param name="data">One or more messages.</param>
    /// <param name="heard">Each peer's last sign of life, by its address, which is never IPv4-mapped; added to.</param>
    /// <returns>Whether another part follows.</returns>
    public static bool Read(ReadOnlySpan<byte> data, IDictionary<IPAddress, TargetSign> heard)
    {
        while (data.Length >= HeaderBytes)
        {
            var length = MemoryMarshal.Read<int>(data);
            var type = MemoryMarshal.Read<ushort>(data[4..]);
            if (type is TypeError or TypeDone || length < HeaderBytes || length > data.Length)
            {
                return false;
            }

            if (type == TypeByFamily && length >= HeaderBytes + ToldBytes)
            {
                Add(data[HeaderBytes..length], heard);
            }

            data = data[Math.Min(Aligned(length), data.Length)..];
        }

        return true;
    }

    private static void Add(ReadOnlySpan<byte> told, IDictionary<IPAddress, TargetSign> heard)
    {
        if (SinceHeard(told[ToldBytes..]) is not { } since)
        {
            return;
        }

        var peer = new IPAddress(told.Slice(PeerOffset, told[0] == LinuxIPv4 ? 4 : 16));
        peer = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        var isAsked = told[TimerOffset] switch
        {
            TimerRetransmission => told[RetransmissionsOffset] >= ManyRetransmissions,
            TimerKeepAlive => MemoryMarshal.Read<uint>(told[ExpiryOffset..]) <= LongestPause,
            _ => false,
        };
        heard[peer] = heard.TryGetValue(peer, out var other)
            ? new TargetSign(since < other.SinceHeard ? since : other.SinceHeard, isAsked || other.IsAsked)
            : new TargetSign(since, isAsked);
    }

    private static TimeSpan? SinceHeard(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= AttributeBytes)
        {
            var length = MemoryMarshal.Read<ushort>(attributes);
            if (length < AttributeBytes || length > attributes.Length)
            {
                return null;
            }

            if (MemoryMarshal.Read<ushort>(attributes[2..]) == AttributeTcpInfo)
            {
                return TcpInfo.SinceAcknowledged(attributes[AttributeBytes..length]);
            }

            attributes = attributes[Math.Min(Aligned(length), attributes.Length)..];
        }

        return null;
    }

    // Messages and attributes begin at multiples of four.
    private static int Aligned(int length) => (length + 3) & ~3;
}
