using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>
/// The IPv4 header, RFC 791 section 3.1.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |Version|  IHL  |Type of Service|          Total Length         |
/// |         Identification        |Flags|      Fragment Offset    |
/// |  Time to Live |    Protocol   |         Header Checksum       |
/// |                       Source Address                          |
/// |                    Destination Address                        |
/// </code>
/// </summary>
public static class Ipv4Header
{
    /// <summary>The length without options, in bytes.</summary>
    public const int Length = 20;

    private const ushort DontFragment = 0x4000;
    private const ushort MoreFragments = 0x2000;
    private const ushort FragmentOffsetMask = 0x1FFF;

    /// <summary>Writes a header without options.</summary>
    /// <param name="packet">At least <see cref="Length"/> bytes.</param>
    /// <param name="source">4 bytes.</param>
    /// <param name="destination">4 bytes.</param>
    /// <param name="protocol">The upper-layer protocol.</param>
    /// <param name="payloadLength">What follows the header, in bytes.</param>
    /// <param name="timeToLive">How many hops the packet may take.</param>
    /// <param name="identification">Free to choose, since the packet is never fragmented (RFC 6864 section 4.1); zero lets the kernel choose.</param>
    public static void Write(
        Span<byte> packet,
        ReadOnlySpan<byte> source,
        ReadOnlySpan<byte> destination,
        byte protocol,
        int payloadLength,
        byte timeToLive,
        ushort identification = 0)
    {
        packet[..Length].Clear();
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(Length + payloadLength));
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], identification);
        BinaryPrimitives.WriteUInt16BigEndian(packet[6..], DontFragment);
        packet[8] = timeToLive;
        packet[9] = protocol;
        source.CopyTo(packet[12..]);
        destination.CopyTo(packet[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], InternetChecksum.Compute(packet[..Length]));
    }

    /// <summary>How long a packet says that it is, in bytes; 0 if the header is not whole.</summary>
    public static int LengthOf(ReadOnlySpan<byte> data) => data.Length < Length ? 0 : BinaryPrimitives.ReadUInt16BigEndian(data[2..]);

    /// <summary>Reads a packet up to its transport header. Checksums are not verified: the kernel has done so, or offload leaves them unset.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="packet">What was read.</param>
    /// <param name="isQuoted">Whether the total length is to be ignored, as for <see cref="IpPacket.TryParseQuoted"/>.</param>
    /// <returns>False if the bytes are no IPv4 packet, or a fragment that has no transport header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out IpPacket packet, bool isQuoted = false)
    {
        packet = default;
        if (data.Length < Length || data[0] >> 4 != 4)
        {
            return false;
        }

        var headerLength = (data[0] & 0x0F) * 4;
        var fragment = BinaryPrimitives.ReadUInt16BigEndian(data[6..]);
        if (headerLength < Length || headerLength > data.Length || (fragment & FragmentOffsetMask) != 0)
        {
            return false;
        }

        // A packet may be cut short, so that the total length points beyond the data. Shorter means link padding.
        var totalLength = isQuoted || LengthOf(data) < headerLength ? data.Length : LengthOf(data);
        packet = new IpPacket
        {
            Source = data.Slice(12, 4),
            Destination = data.Slice(16, 4),
            Mark = BinaryPrimitives.ReadUInt16BigEndian(data[4..]),
            HopLimit = data[8],
            Protocol = data[9],
            Payload = data[headerLength..Math.Min(totalLength, data.Length)],
            PayloadLength = totalLength - headerLength,
            HasMoreFragments = (fragment & MoreFragments) != 0,
        };
        return true;
    }
}
