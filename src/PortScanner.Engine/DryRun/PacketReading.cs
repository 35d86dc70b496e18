using System.Globalization;

using PacketDotNet;
using PacketDotNet.Tcp;
using PacketDotNet.Utils;

namespace PortScanner.Engine.DryRun;

/// <summary>
/// What PacketDotNet reads in a packet that the program built: a second opinion, from code that shares nothing with the program's own. It
/// never sees a packet of somebody else's, since some make it loop for ever or read what is not there.
/// </summary>
public static class PacketReading
{
    // The flag "don't fragment", the second of three bits (RFC 791 section 3.1).
    private const int DontFragment = 2;

    // In 32-bit words (RFC 9293 section 3.1).
    private const int DataOffsetWithoutOptions = 5;

    /// <summary>Reads a packet.</summary>
    /// <returns>One line, in the manner of tcpdump; the last words say whether the checksums are right.</returns>
    public static string Of(DryRunPacket packet)
    {
        // It takes a payload for a packet if the port is that of L2TP, DHCP, VXLAN, Teredo or Wake-on-LAN, and an operator's payload may be
        // anything.
        TransportPacket.CustomPayloadDecoder = (payload, _) => new PacketOrByteArraySegment { ByteArraySegment = payload };

        // A copy, and the checksums last: it writes lengths of its own into a packet whose checksum it is asked for.
        var ip = Packet.ParsePacket(LinkLayers.Raw, packet.Bytes.ToArray()).Extract<IPPacket>();
        return string.Create(CultureInfo.InvariantCulture, $"{HeaderOf(ip)}: {MessageOf(ip)}{ChecksumsOf(ip)}");
    }

    private static string HeaderOf(IPPacket ip)
    {
        var route = $"{ip.SourceAddress} > {ip.DestinationAddress}";
        return ip switch
        {
            IPv4Packet four => $"IPv4 {route} ttl {four.TimeToLive}{((four.FragmentFlags & DontFragment) != 0 ? " df" : "")}",
            IPv6Packet six => string.Join(' ', [$"IPv6 {route} hlim {six.HopLimit}", .. six.ExtensionHeaders.Select(header => header.Header)]),
            _ => route,
        };
    }

    private static string MessageOf(IPPacket ip) => ip.PayloadPacket switch
    {
        TcpPacket tcp => MessageOf(tcp),
        UdpPacket udp => $"UDP {udp.SourcePort} > {udp.DestinationPort} length {udp.Length}",
        IcmpV4Packet icmp => $"ICMP {icmp.TypeCode} id {icmp.Id} seq {icmp.Sequence}",
        IcmpV6Packet icmp => $"ICMPv6 {icmp.Type} code {icmp.Code}",
        _ => $"protocol {(byte)ip.Protocol}",
    };

    private static string MessageOf(TcpPacket tcp)
    {
        (bool IsSet, string Name)[] flags =
            [(tcp.Finished, " fin"), (tcp.Synchronize, " syn"), (tcp.Reset, " rst"), (tcp.Push, " psh"), (tcp.Acknowledgment, $" ack {tcp.AcknowledgmentNumber}"), (tcp.Urgent, " urg")];
        var set = string.Concat(flags.Where(flag => flag.IsSet).Select(flag => flag.Name));

        // Behind URG it reads no options.
        var options = tcp.DataOffset > DataOffsetWithoutOptions && !tcp.Urgent ? tcp.OptionsCollection : [];
        return $"TCP {tcp.SourcePort} > {tcp.DestinationPort}{(set.Length > 0 ? set : " no flag")} seq {tcp.SequenceNumber} win {tcp.WindowSize}{string.Concat(options.Select(NameOf))}";
    }

    private static string NameOf(TcpOption option) => option is MaximumSegmentSizeOption size ? $" mss {size.Value}" : $" {option.Kind}";

    private static string ChecksumsOf(IPPacket ip)
    {
        var header = (ip as IPv4Packet)?.ValidIPChecksum;
        bool? message = ip.PayloadPacket switch
        {
            TcpPacket tcp => tcp.ValidTcpChecksum,
            UdpPacket udp => udp.ValidUdpChecksum,
            IcmpV4Packet icmp => icmp.ValidIcmpChecksum,
            IcmpV6Packet icmp => icmp.ValidIcmpChecksum,
            _ => null,
        };
        return (header, message) switch
        {
            (null, null) => ", no checksum",
            (false, _) => ", header checksum wrong",
            (_, false) => ", checksum wrong",
            _ => ", checksum right",
        };
    }
}
