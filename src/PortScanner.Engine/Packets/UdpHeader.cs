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
