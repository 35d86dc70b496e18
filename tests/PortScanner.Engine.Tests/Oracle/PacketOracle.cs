using System.Buffers.Binary;

using PacketDotNet;
using PacketDotNet.Tcp;
using PacketDotNet.Utils;

using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Oracle;

/// <summary>
/// Holds a packet against what it is meant to be, as PacketDotNet reads it, which shares no code with the program. What each kind is made of
/// is written down here anew, as numbers of the RFCs.
/// </summary>
internal static class PacketOracle
{
    private const int Ipv6HeaderLength = 40;
    private const int FirstHopLimit = 64;

    // RFC 9293 section 3.1, from FIN, the lowest bit, to URG.
    private const int Fin = 1;
    private const int Syn = 2;
    private const int Push = 8;
    private const int Ack = 16;
    private const int Urgent = 32;

    /// <summary>Fails unless the packet is the expected one to the last bit.</summary>
    public static void Check(byte[] packet, ExpectedPacket expected)
    {
        // It writes lengths into a packet whose checksum it is asked for, so it is given a copy, and fields are looked at before checksums.
        var bytes = packet.ToArray();
        var ip = Read(bytes);
        Assert.Equal((expected.Source, expected.Target), (ip.SourceAddress, ip.DestinationAddress));
        Assert.Equal((FirstHopLimit, packet.Length), (ip.TimeToLive, ip.TotalLength));
        if (ip is IPv4Packet four)
        {
            CheckHeader(four, expected);
        }
        else
        {
            CheckHeader(Assert.IsType<IPv6Packet>(ip), packet, expected);
        }

        CheckTransport(ip, packet, expected);
        Assert.Equal(packet, bytes);
    }

    private static IPPacket Read(byte[] packet)
    {
        // It would take some payloads for packets, by their ports, and write lengths into those too.
        TransportPacket.CustomPayloadDecoder = (payload, _) => new PacketOrByteArraySegment { ByteArraySegment = payload };
        return PacketDotNet.Packet.ParsePacket(LinkLayers.Raw, packet).Extract<IPPacket>();
    }

    private static void CheckHeader(IPv4Packet ip, ExpectedPacket expected)
    {
        Assert.Equal((IPVersion.IPv4, 5, 0), (ip.Version, ip.HeaderLength, ip.TypeOfService));

        // DF alone, the second of three bits (RFC 791 section 3.1).
        Assert.Equal((expected.Mark, 2, 0), (ip.Id, ip.FragmentFlags, ip.FragmentOffset));
        Assert.True(ip.ValidIPChecksum);
    }

    private static void CheckHeader(IPv6Packet ip, byte[] packet, ExpectedPacket expected)
    {
        Assert.Equal((IPVersion.IPv6, 0, expected.Mark), (ip.Version, ip.TrafficClass, (uint)ip.FlowLabel));
        (ProtocolType Type, byte[] Bytes)[] headers = expected.Probe.Kind switch
        {
            // PadN of four zeros; the option 0x9E for experiments (RFC 4727 section 3.6), of four zeros too.
            ProbeKind.SynOptions => [(ProtocolType.IPv6DestinationOptions, [6, 0, 1, 4, 0, 0, 0, 0])],
            ProbeKind.UnknownOption => [(ProtocolType.IPv6DestinationOptions, [58, 0, 0x9E, 4, 0, 0, 0, 0])],
            ProbeKind.SynFragment => [(ProtocolType.IPv6FragmentHeader, [6, 0, 0, 0, .. BigEndian(expected.Nonce.First32Bits)])],

            // 253 is an extension header to it, which it may well be: the ICMPv6 header that follows is read as such a one.
            ProbeKind.UnknownHeader => [(ProtocolType.Reserved253, [128, .. packet[41..44], .. BigEndian(expected.Request.Identifier), .. BigEndian(expected.Request.Sequence)])],
            _ => [],
        };
        Assert.Equal(headers, ip.ExtensionHeaders.Select(header => (header.Header, (byte[])[(byte)header.NextHeader, (byte)header.HeaderExtensionLength, .. header.Payload.ActualBytes()])));

        // It takes the second byte of a fragment header, which is reserved, for zero without looking.
        Assert.All(ip.ExtensionHeaders, _ => Assert.Equal(0, packet[Ipv6HeaderLength + 1]));
    }

    private static void CheckTransport(IPPacket ip, byte[] packet, ExpectedPacket expected)
    {
        switch (expected.Probe.Protocol)
        {
            case ProbeProtocol.Tcp:
                CheckSegment(Assert.IsType<TcpPacket>(ip.PayloadPacket), expected);
                break;
            case ProbeProtocol.Udp:
                CheckDatagram(Assert.IsType<UdpPacket>(ip.PayloadPacket), expected);
                break;
            case ProbeProtocol.Icmp when expected.Probe.Kind == ProbeKind.UnknownHeader:
                // What stands behind the header that nobody knows is an echo request.
                CheckRequest(Read([.. packet[..6], 58, .. packet[7..]]), expected);
                break;
            default:
                CheckRequest(ip, expected);
                break;
        }
    }

    private static void CheckSegment(TcpPacket segment, ExpectedPacket expected)
    {
        var (flags, options) = expected.Probe.Kind switch
        {
            ProbeKind.Syn or ProbeKind.SynOptions or ProbeKind.SynFragment => (Syn, MaximumSegmentSize(expected.IsIpv6 ? 1440 : 1460)),
            ProbeKind.Ack or ProbeKind.Window => (Ack, []),
            ProbeKind.Fin => (Fin, []),
            ProbeKind.Null => (0, []),
            ProbeKind.Xmas => (Fin | Push | Urgent, []),
            ProbeKind.Maimon => (Fin | Ack, []),
            _ => throw new ArgumentOutOfRangeException(nameof(expected), expected.Probe.Kind, "No segment."),
        };
        Assert.Equal((expected.SourcePort, expected.Probe.Port, expected.Sequence), (segment.SourcePort, segment.DestinationPort, segment.SequenceNumber));
        Assert.Equal((flags & Ack) == 0 ? 0 : expected.Sequence, segment.AcknowledgmentNumber);
        Assert.Equal((5 + (options.Length / 4), flags, 64240, 0), (segment.DataOffset, segment.Flags, segment.WindowSize, segment.UrgentPointer));

        // The three bits between, which are reserved, are no part of its flags.
        Assert.Equal(0, segment.Bytes[12] & 0x0E);

        // Byte for byte first: it reads an option of length zero for ever, and none at all behind URG.
        Assert.Equal(options, segment.HeaderData[20..]);
        if (options.Length > 0)
        {
            Assert.Equal(expected.IsIpv6 ? 1440 : 1460, Assert.IsType<MaximumSegmentSizeOption>(Assert.Single(segment.OptionsCollection)).Value);
        }

        Assert.Empty(segment.PayloadData ?? []);
        Assert.True(segment.ValidTcpChecksum);
    }

    private static void CheckDatagram(UdpPacket datagram, ExpectedPacket expected)
    {
        Assert.Equal((expected.SourcePort, expected.Probe.Port, 8 + expected.Payload.Length), (datagram.SourcePort, datagram.DestinationPort, datagram.Length));
        Assert.Equal(expected.Payload, datagram.PayloadData ?? []);

        // Zero would say that there is none (RFC 768).
        Assert.NotEqual(0, datagram.Checksum);
        Assert.True(datagram.ValidUdpChecksum);
    }

    private static void CheckRequest(IPPacket ip, ExpectedPacket expected)
    {
        byte[] nonce = [.. BigEndian(expected.Nonce.First64Bits), .. BigEndian(expected.Nonce.Low)];
        byte[] echo = [.. nonce, .. expected.Uri.Length == 0 ? [] : (byte[])[0, .. expected.Uri, 0]];
        (int Type, byte[] Body) message = expected.Probe.Kind switch
        {
            ProbeKind.Timestamp => (13, [(byte)(nonce[0] | 0x80), .. nonce[1..4], .. new byte[8]]),
            ProbeKind.AddressMask => (17, new byte[4]),
            _ => (expected.IsIpv6 ? 128 : 8, echo),
        };
        if (ip.PayloadPacket is IcmpV4Packet four)
        {
            Assert.Equal((message.Type << 8, expected.Request), ((int)four.TypeCode, (four.Id, four.Sequence)));
            Assert.Equal(message.Body, four.Data);
            Assert.True(four.ValidIcmpChecksum);
            return;
        }

        var six = Assert.IsType<IcmpV6Packet>(ip.PayloadPacket);
        Assert.Equal((message.Type, 0), ((int)six.Type, six.Code));
        Assert.Equal([.. BigEndian(expected.Request.Identifier), .. BigEndian(expected.Request.Sequence), .. message.Body], six.PayloadData);
        Assert.True(six.ValidIcmpChecksum);
    }

    private static byte[] MaximumSegmentSize(int size) => [2, 4, .. BigEndian((ushort)size)];

    private static byte[] BigEndian(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] BigEndian(uint value) => [.. BigEndian((ushort)(value >> 16)), .. BigEndian((ushort)value)];

    private static byte[] BigEndian(ulong value) => [.. BigEndian((uint)(value >> 32)), .. BigEndian((uint)value)];
}
