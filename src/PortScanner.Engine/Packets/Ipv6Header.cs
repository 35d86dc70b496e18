using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>
/// The IPv6 header, RFC 8200 section 3.
/// <code>
/// |Version| Traffic Class |           Flow Label                  |
/// |         Payload Length        |  Next Header  |   Hop Limit   |
/// |                  Source Address (16 bytes)                    |
/// |               Destination Address (16 bytes)                  |
/// </code>
/// </summary>
public static class Ipv6Header
{
    /// <summary>The length without extension headers, in bytes.</summary>
    public const int Length = 40;

    private const uint FlowLabelMask = 0xF_FFFF;

    /// <summary>Writes a header without extension headers.</summary>
    /// <param name="packet">At least <see cref="Length"/> bytes.</param>
    /// <param name="source">16 bytes.</param>
    /// <param name="destination">16 bytes.</param>
    /// <param name="nextHeader">The upper-layer protocol.</param>
    /// <param name="payloadLength">What follows the header, in bytes.</param>
    /// <param name="hopLimit">How many hops the packet may take.</param>
    /// <param name="flowLabel">20 bits; zero for none (RFC 6437).</param>
    public static void Write(
        Span<byte> packet,
        ReadOnlySpan<byte> source,
        ReadOnlySpan<byte> destination,
        byte nextHeader,
        int payloadLength,
        byte hopLimit,
        uint flowLabel = 0)
    {
        BinaryPrimitives.WriteUInt32BigEndian(packet, (6u << 28) | (flowLabel & FlowLabelMask));
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)payloadLength);
        packet[6] = nextHeader;
        packet[7] = hopLimit;
        source.CopyTo(packet[8..]);
        destination.CopyTo(packet[24..]);
    }

    /// <summary>How long a packet says that it is, in bytes; 0 if the header is not whole.</summary>
    public static int LengthOf(ReadOnlySpan<byte> data) => data.Length < Length ? 0 : Length + BinaryPrimitives.ReadUInt16BigEndian(data[4..]);

    /// <summary>Reads a packet up to its transport header, past the extension headers of RFC 8200 section 4 and RFC 4302.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="packet">What was read.</param>
    /// <param name="isQuoted">Whether the payload length is to be ignored, as for <see cref="IpPacket.TryParseQuoted"/>.</param>
    /// <returns>False if the bytes are no IPv6 packet, or have no transport header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out IpPacket packet, bool isQuoted = false)
    {
        packet = default;
        if (data.Length < Length || data[0] >> 4 != 6)
        {
            return false;
        }

        // As for IPv4: a packet may be cut short, and what lies beyond the payload length is link padding.
        var totalLength = isQuoted ? data.Length : LengthOf(data);
        var payload = data[Length..Math.Min(totalLength, data.Length)];
        var lengthBefore = payload.Length;
        var nextHeader = data[6];
        if (!TrySkipExtensionHeaders(ref payload, ref nextHeader, out var hasMoreFragments))
        {
            return false;
        }

        packet = new IpPacket
        {
            Source = data.Slice(8, 16),
            Destination = data.Slice(24, 16),
            Mark = BinaryPrimitives.ReadUInt32BigEndian(data) & FlowLabelMask,
            HopLimit = data[7],
            Protocol = nextHeader,
            Payload = payload,
            PayloadLength = totalLength - Length - (lengthBefore - payload.Length),
            HasMoreFragments = hasMoreFragments,
        };
        return true;
    }

    private static bool TrySkipExtensionHeaders(ref ReadOnlySpan<byte> payload, ref byte nextHeader, out bool hasMoreFragments)
    {
        hasMoreFragments = false;
        while (true)
        {
            int length;
            switch (nextHeader)
            {
                case IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions when payload.Length >= 8:
                    length = 8 + (payload[1] * 8);
                    break;
                case IpProtocol.Authentication when payload.Length >= 8:
                    length = 8 + (payload[1] * 4);
                    break;
                case IpProtocol.Fragment when payload.Length >= 8 && BinaryPrimitives.ReadUInt16BigEndian(payload[2..]) >> 3 == 0:
                    length = 8;
                    hasMoreFragments = (payload[3] & 1) != 0;
                    break;
                case IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions or IpProtocol.Authentication or IpProtocol.Fragment:
                    return false;
                default:
                    return true;
            }

            if (length > payload.Length)
            {
                return false;
            }

            nextHeader = payload[0];
            payload = payload[length..];
        }
    }
}
