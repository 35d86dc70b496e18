using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>
/// The UDP header, RFC 768.
/// <code>
/// |          Source Port          |       Destination Port        |
/// |            Length             |           Checksum            |
/// </code>
/// </summary>
public readonly record struct UdpHeader(ushort SourcePort, ushort DestinationPort, ushort DatagramLength, ushort Checksum)
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 8;

    /// <summary>How long the payload is, in bytes, in however many fragments it came.</summary>
    public int PayloadLength => DatagramLength - Length;

    /// <summary>Reads a datagram that came.</summary>
    /// <param name="packet">What holds it, or its first fragment.</param>
    /// <param name="header">Its header.</param>
    /// <param name="payload">Its payload, as far as it is in this packet and was captured.</param>
    /// <returns>False if its length is less than the header's, or more than a packet that is no fragment has room for: the kernel refuses both.</returns>
    public static bool TryParse(in IpPacket packet, out UdpHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!TryParse(packet.Payload, out header)
            || header.DatagramLength < Length
            || (header.DatagramLength > packet.PayloadLength && !packet.HasMoreFragments))
        {
            return false;
        }

        payload = packet.Payload[Length..Math.Min(header.DatagramLength, packet.Payload.Length)];
        return true;
    }

    /// <summary>Reads a header.</summary>
    /// <returns>False if fewer than <see cref="Length"/> bytes are there.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out UdpHeader header)
    {
        header = default;
        if (data.Length < Length)
        {
            return false;
        }

        header = new UdpHeader(
            BinaryPrimitives.ReadUInt16BigEndian(data),
            BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(data[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(data[6..]));
        return true;
    }

    /// <summary>Writes a header before its payload; the checksum is left zero.</summary>
    /// <param name="datagram">At least <see cref="Length"/> bytes.</param>
    /// <param name="sourcePort">The source port.</param>
    /// <param name="destinationPort">The destination port.</param>
    /// <param name="payloadLength">In bytes.</param>
    public static void Write(Span<byte> datagram, ushort sourcePort, ushort destinationPort, int payloadLength)
    {
        BinaryPrimitives.WriteUInt16BigEndian(datagram, sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[2..], destinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram[4..], (ushort)(Length + payloadLength));
        datagram[6..Length].Clear();
    }
}
