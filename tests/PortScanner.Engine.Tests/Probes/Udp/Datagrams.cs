using System.Buffers.Binary;
using System.Net;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>
/// Wraps a UDP payload in its headers (RFC 768, RFC 791 section 3.1, RFC 8200 section 3) for a packet dissector. It is deliberately not
/// the program's own packet code, so that one does not vouch for the other.
/// </summary>
internal static class Datagrams
{
    private const int UdpHeaderLength = 8;
    private const byte UdpProtocol = 17;

    private static readonly byte[] V4Addresses = [.. Bytes("192.0.2.1"), .. Bytes("192.0.2.2")];
    private static readonly byte[] V6Addresses = [.. Bytes("2001:db8::1"), .. Bytes("2001:db8::2")];

    public static byte[] V4(ushort sourcePort, ushort port, byte[] payload, bool isAnswer = false)
    {
        byte[] addresses = isAnswer ? [.. V4Addresses[4..], .. V4Addresses[..4]] : V4Addresses;
        byte[] datagram = Udp(addresses, sourcePort, port, payload);
        byte[] header = [0x45, 0, .. BigEndian(20 + datagram.Length), 0, 1, 0x40, 0, 64, UdpProtocol, 0, 0, .. addresses];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum(header));
        return [.. header, .. datagram];
    }

    public static byte[] V6(ushort sourcePort, ushort port, byte[] payload, bool isAnswer = false)
    {
        byte[] addresses = isAnswer ? [.. V6Addresses[16..], .. V6Addresses[..16]] : V6Addresses;
        byte[] datagram = Udp(addresses, sourcePort, port, payload);
        return [0x60, 0, 0, 0, .. BigEndian(datagram.Length), UdpProtocol, 64, .. addresses, .. datagram];
    }

    private static byte[] Udp(byte[] addresses, ushort sourcePort, ushort port, byte[] payload)
    {
        int length = UdpHeaderLength + payload.Length;
        byte[] datagram = [.. BigEndian(sourcePort), .. BigEndian(port), .. BigEndian(length), 0, 0, .. payload];
        ushort checksum = Checksum([.. addresses, 0, UdpProtocol, .. BigEndian(length), .. datagram]);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(6), checksum == 0 ? ushort.MaxValue : checksum);
        return datagram;
    }

    private static ushort Checksum(byte[] bytes)
    {
        uint sum = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            sum += index % 2 == 0 ? (uint)bytes[index] << 8 : bytes[index];
        }

        while (sum > ushort.MaxValue)
        {
            sum = (sum >> 16) + (sum & ushort.MaxValue);
        }

        return (ushort)~sum;
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Bytes(string address) => IPAddress.Parse(address).GetAddressBytes();
}
