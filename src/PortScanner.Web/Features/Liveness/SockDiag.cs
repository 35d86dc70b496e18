using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Liveness;

/// <summary>What a connection tells at one moment.</summary>
/// <param name="SinceHeard">How long ago its peer last sent or acknowledged something.</param>
/// <param name="RoundTrip">What it has measured of the path; null for nothing.</param>
/// <param name="Flow">What it has carried; null if the kernel does not tell.</param>
internal readonly record struct TcpSample(TimeSpan SinceHeard, PathRoundTrip? RoundTrip, ConnectionFlow? Flow);

/// <summary>
/// The messages of <c>sock_diag(7)</c> about TCP, in the machine's byte order but for addresses and ports:
/// <code>
/// request   nlmsghdr (16)  inet_diag_req_v2 (8, sockid 48)
/// reply     nlmsghdr (16)  inet_diag_msg (4, sockid 48, 20)  attributes, of which one is tcp_info
/// sockid    source port (2)  peer's port (2)  source (16)  peer (16)  interface (4)  cookie (8)
/// </code>
/// </summary>
/// <remarks>linux/netlink.h, linux/rtnetlink.h, linux/sock_diag.h, linux/inet_diag.h</remarks>
internal static class SockDiag
{
    private const int HeaderBytes = 16;
    private const int AskedBytes = 56;
    private const int AskedIdOffset = 8;
    private const int ToldBytes = 72;
    private const int ToldIdOffset = 4;
    private const int IdBytes = 48;
    private const int PeerPortOffset = 2;
    private const int PeerOffset = 20;
    private const int AttributeBytes = 4;

    private const ushort TypeError = 2;
    private const ushort TypeDone = 3;
    private const ushort TypeByFamily = 20;
    private const ushort FlagRequest = 1;
    private const ushort FlagDump = 0x300;

    private const byte Tcp = 6;
    private const ushort AttributeTcpInfo = 2;
    private const byte WithTcpInfo = 1 << (AttributeTcpInfo - 1);
    private const uint Established = 1 << 1;
    private const byte LinuxIPv4 = 2;
    private const byte LinuxIPv6 = 10;

    /// <summary>Asks for the established connections of a family of sockets.</summary>
    /// <param name="family">The family.</param>
    /// <param name="peerPort">The peer's port; null for all.</param>
    /// <param name="buffer">Where the request is written.</param>
    public static ReadOnlySpan<byte> Request(AddressFamily family, ushort? peerPort, Span<byte> buffer)
    {
        var request = Begin(family, FlagRequest | FlagDump, buffer);
        BinaryPrimitives.WriteUInt16BigEndian(request[(HeaderBytes + AskedIdOffset + PeerPortOffset)..], peerPort ?? 0);
        return request;
    }

    /// <summary>Asks for one connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="buffer">Where the request is written.</param>
    public static ReadOnlySpan<byte> Request(KernelConnection connection, Span<byte> buffer)
    {
        var request = Begin(connection.Family, FlagRequest, buffer);
        connection.SocketId.Span.CopyTo(request[(HeaderBytes + AskedIdOffset)..]);
        return request;
    }

    /// <summary>Reads a part of the list.</summary>
    /// <param name="data">One or more messages.</param>
    /// <param name="family">The family that was asked for.</param>
    /// <param name="peer">Whose connections are looked for; never IPv4-mapped.</param>
    /// <param name="peerPort">The peer's port; null for all.</param>
    /// <param name="found">Those; added to.</param>
    /// <returns>Whether another part follows.</returns>
    public static bool Read(ReadOnlySpan<byte> data, AddressFamily family, IPAddress peer, ushort? peerPort, ICollection<KernelConnection> found)
    {
        while (TryTake(ref data, out var told))
        {
            if (told.Length >= ToldBytes && PeerOf(told).Equals(peer) && (peerPort is null || PeerPortOf(told) == peerPort))
            {
                found.Add(new KernelConnection(family, IdOf(told).ToArray()));
            }
        }

        return data.IsEmpty;
    }

    /// <summary>Reads the reply about one connection.</summary>
    /// <param name="data">A message.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>Null if there is no such connection any more.</returns>
    public static TcpSample? ReadOne(ReadOnlySpan<byte> data, KernelConnection connection)
    {
        if (!TryTake(ref data, out var told) || told.Length < ToldBytes || !IdOf(told).SequenceEqual(connection.SocketId.Span))
        {
            return null;
        }

        var info = InfoIn(told[ToldBytes..]);
        return TcpInfo.SinceHeard(info) is { } since ? new TcpSample(since, TcpInfo.TryRead(info, out var path) ? path : null, TcpInfo.Flow(info)) : null;
    }

    private static Span<byte> Begin(AddressFamily family, ushort flags, Span<byte> buffer)
    {
        var request = buffer[..(HeaderBytes + AskedBytes)];
        request.Clear();
        MemoryMarshal.Write(request, request.Length);
        MemoryMarshal.Write(request[4..], TypeByFamily);
        MemoryMarshal.Write(request[6..], flags);

        var asked = request[HeaderBytes..];
        asked[0] = family == AddressFamily.InterNetwork ? LinuxIPv4 : LinuxIPv6;
        asked[1] = Tcp;
        asked[2] = WithTcpInfo;
        MemoryMarshal.Write(asked[4..], Established);
        return request;
    }

    // What stays in data after the last message is one that ends the list, or is none.
    private static bool TryTake(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> told)
    {
        told = default;
        if (data.Length < HeaderBytes)
        {
            return false;
        }

        var length = MemoryMarshal.Read<int>(data);
        var type = MemoryMarshal.Read<ushort>(data[4..]);
        if (type is TypeError or TypeDone || length < HeaderBytes || length > data.Length)
        {
            return false;
        }

        told = type == TypeByFamily ? data[HeaderBytes..length] : default;
        data = data[Math.Min(Aligned(length), data.Length)..];
        return true;
    }

    private static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> told) => told.Slice(ToldIdOffset, IdBytes);

    private static ushort PeerPortOf(ReadOnlySpan<byte> told) => BinaryPrimitives.ReadUInt16BigEndian(IdOf(told)[PeerPortOffset..]);

    private static IPAddress PeerOf(ReadOnlySpan<byte> told)
    {
        var peer = new IPAddress(IdOf(told).Slice(PeerOffset, told[0] == LinuxIPv4 ? 4 : 16));
        return peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
    }

    private static ReadOnlySpan<byte> InfoIn(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= AttributeBytes)
        {
            var length = MemoryMarshal.Read<ushort>(attributes);
            if (length < AttributeBytes || length > attributes.Length)
            {
                return default;
            }

            if (MemoryMarshal.Read<ushort>(attributes[2..]) == AttributeTcpInfo)
            {
                return attributes[AttributeBytes..length];
            }

            attributes = attributes[Math.Min(Aligned(length), attributes.Length)..];
        }

        return default;
    }

    // Messages and attributes begin at multiples of four.
    private static int Aligned(int length) => (length + 3) & ~3;
}
