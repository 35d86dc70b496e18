using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Core.Addresses;

namespace PortScanner.Engine.Sending;

/// <summary>
/// The messages of <c>rtnetlink(7)</c> that ask the kernel for a route, in the machine's byte order but for addresses:
/// <code>
/// nlmsghdr (16)   length (4)  type (2)  flags (2)  sequence (4)  port (4)
/// rtmsg (12)      family  destination bits  source bits  tos  table  protocol  scope  type  flags (4)
/// attributes      length (2)  type (2)  value, each at a multiple of four
/// </code>
/// </summary>
/// <remarks>linux/netlink.h, linux/rtnetlink.h</remarks>
internal static class RouteMessages
{
    private const int HeaderBytes = 16;
    private const int RouteBytes = 12;
    private const int AttributeBytes = 4;

    private const ushort NewRoute = 24;
    private const ushort GetRoute = 26;
    private const ushort IsRequest = 1;

    // RTM_F_FIB_MATCH: the row of the table that matched, with its prefix, instead of the route to the one address.
    private const uint MatchedRow = 0x2000;

    private const ushort Destination = 1;
    private const ushort Source = 2;
    private const ushort Gateway = 5;
    private const ushort Multipath = 9;
    private const ushort Via = 18;

    private const byte Unicast = 1;
    private const byte Local = 2;

    // A row without a router that holds this much is no link with its neighbours, but a tunnel or a line to a provider.
    private const int ShortestLinkIPv4 = 8;
    private const int ShortestLinkIPv6 = 16;

    /// <summary>Asks for the way from an address to another.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="source">Where from, an address of this machine.</param>
    /// <param name="ofTable">Whether the row that matched is asked for.</param>
    public static byte[] Request(IPAddress destination, IPAddress source, bool ofTable)
    {
        var isIpv6 = destination.AddressFamily == AddressFamily.InterNetworkV6;
        var bytes = isIpv6 ? 16 : 4;
        var request = new byte[HeaderBytes + RouteBytes + (2 * (AttributeBytes + bytes))];
        MemoryMarshal.Write(request, request.Length);
        MemoryMarshal.Write(request.AsSpan(4), GetRoute);
        MemoryMarshal.Write(request.AsSpan(6), IsRequest);

        var route = request.AsSpan(HeaderBytes);
        route[0] = (byte)(isIpv6 ? LibC.AddressFamilyIpv6 : LibC.AddressFamilyIpv4);
        route[1] = route[2] = (byte)(8 * bytes);
        MemoryMarshal.Write(route[8..], ofTable ? MatchedRow : 0);
        WriteAttribute(route[RouteBytes..], Destination, destination);
        WriteAttribute(route[(RouteBytes + AttributeBytes + bytes)..], Source, source);
        return request;
    }

    /// <summary>Reads the reply.</summary>
    /// <param name="data">A message.</param>
    /// <param name="isOfTable">Whether the row that matched was asked for.</param>
    /// <returns>What it says; <see cref="RouteKind.Unknown"/> for an error and for a route that leads nowhere.</returns>
    public static RouteKind Read(ReadOnlySpan<byte> data, bool isOfTable)
    {
        if (data.Length < HeaderBytes + RouteBytes
            || MemoryMarshal.Read<int>(data) is var length && (length < HeaderBytes + RouteBytes || length > data.Length)
            || MemoryMarshal.Read<ushort>(data[4..]) != NewRoute)
        {
            return RouteKind.Unknown;
        }

        var route = data[HeaderBytes..length];
        var shortestLink = route[0] == LibC.AddressFamilyIpv4 ? ShortestLinkIPv4 : ShortestLinkIPv6;
        return route[7] switch
        {
            Local => RouteKind.Local,
            Unicast when NamesRouter(route[RouteBytes..]) || (isOfTable && route[1] < shortestLink) => RouteKind.Router,
            Unicast => RouteKind.OnLink,
            _ => RouteKind.Unknown,
        };
    }

    private static bool NamesRouter(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= AttributeBytes)
        {
            var length = MemoryMarshal.Read<ushort>(attributes);
            if (MemoryMarshal.Read<ushort>(attributes[2..]) is Gateway or Via or Multipath)
            {
                return true;
            }

            attributes = attributes[Math.Min(Math.Max((length + 3) & ~3, AttributeBytes), attributes.Length)..];
        }

        return false;
    }

    private static void WriteAttribute(Span<byte> place, ushort type, IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        MemoryMarshal.Write(place, (ushort)(AttributeBytes + bytes.Length));
        MemoryMarshal.Write(place[2..], type);
        bytes.CopyTo(place[AttributeBytes..]);
    }
}
