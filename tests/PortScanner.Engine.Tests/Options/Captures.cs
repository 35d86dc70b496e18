using System.Buffers.Binary;

using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Options;

/// <summary>Capture files, written by hand.</summary>
internal static class Captures
{
    /// <summary>A datagram in a packet of either family.</summary>
    public static byte[] Datagram(ushort port, string payload, bool isIpv6 = false, bool moreFragments = false)
    {
        var ip = isIpv6 ? Ipv6Header.Length : Ipv4Header.Length;
        var packet = new byte[ip + UdpHeader.Length + payload.Length];
        if (isIpv6)
        {
            Ipv6Header.Write(packet, new byte[16], new byte[16], IpProtocol.Udp, packet.Length - ip, 64);
        }
        else
        {
            Ipv4Header.Write(packet, [192, 0, 2, 1], [192, 0, 2, 2], IpProtocol.Udp, packet.Length - ip, 64);
            packet[6] = (byte)(moreFragments ? 0x20 : 0);
        }

        UdpHeader.Write(packet.AsSpan(ip), 40000, port, payload.Length);
        System.Text.Encoding.Latin1.GetBytes(payload).CopyTo(packet, ip + UdpHeader.Length);
        return packet;
    }

    /// <summary>A file of the old format.</summary>
    public static byte[] Old(int linkType, bool isBigEndian, params byte[][] frames) =>
    [
        .. Number(0xA1B2C3D4, isBigEndian), .. Short(2, isBigEndian), .. Short(4, isBigEndian), .. new byte[8], .. Number(65535, isBigEndian), .. Number((uint)linkType, isBigEndian),
        .. frames.SelectMany(frame => (byte[])[.. new byte[8], .. Number((uint)frame.Length, isBigEndian), .. Number((uint)frame.Length, isBigEndian), .. frame]),
    ];

    /// <summary>A file of the new format: the first packet with a simple block, the others with enhanced ones; and a block that nobody knows.</summary>
    public static byte[] New(int linkType, bool isBigEndian, params byte[][] frames) =>
    [
        .. Block(0x0A0D0D0A, isBigEndian, [.. Number(0x1A2B3C4D, isBigEndian), .. Short(1, isBigEndian), .. Short(0, isBigEndian), .. Enumerable.Repeat((byte)0xFF, 8)]),
        .. Block(1, isBigEndian, [.. Short((ushort)linkType, isBigEndian), .. new byte[2], .. Number(0, isBigEndian)]),
        .. Block(0x0BAD, isBigEndian, new byte[8]),
        .. frames.Take(1).SelectMany(frame => Block(3, isBigEndian, [.. Number((uint)frame.Length, isBigEndian), .. Padded(frame)])),
        .. frames.Skip(1).SelectMany(frame => Block(6, isBigEndian, [.. new byte[12], .. Number((uint)frame.Length, isBigEndian), .. Number((uint)frame.Length, isBigEndian), .. Padded(frame)])),
    ];

    private static byte[] Block(uint type, bool isBigEndian, byte[] body) =>
        [.. Number(type, isBigEndian), .. Number((uint)body.Length + 12, isBigEndian), .. body, .. Number((uint)body.Length + 12, isBigEndian)];

    private static byte[] Padded(byte[] frame) => [.. frame, .. new byte[(4 - (frame.Length % 4)) % 4]];

    private static byte[] Number(uint value, bool isBigEndian)
    {
        var bytes = new byte[sizeof(uint)];
        if (isBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes;
    }

    private static byte[] Short(ushort value, bool isBigEndian) => isBigEndian ? Number(value, isBigEndian)[2..] : Number(value, isBigEndian)[..2];
}
