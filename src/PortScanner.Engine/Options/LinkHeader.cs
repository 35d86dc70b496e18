using System.Buffers.Binary;

namespace PortScanner.Engine.Options;

/// <summary>What stands before IP in the packets of a capture file, by its link type (www.tcpdump.org/linktypes.html).</summary>
internal static class LinkHeader
{
    /// <summary>The link types that are known, for whoever has another.</summary>
    public const string Known = "0, 1, 12, 14, 101, 108, 113, 228, 229 and 276 (Ethernet, Linux \"any\", loopback, bare IP)";

    private const int EthernetLength = 14;
    private const int TagLength = 4;

    /// <summary>Whether packets of a link type can be read.</summary>
    public static bool IsKnown(int linkType) => linkType == 1 || LengthOf(linkType) is not null;

    /// <summary>Cuts off what stands before IP.</summary>
    /// <param name="linkType">A known one.</param>
    /// <param name="frame">The packet as it was captured.</param>
    /// <returns>What follows, IP or something else; empty if there is nothing.</returns>
    public static ReadOnlySpan<byte> Strip(int linkType, ReadOnlySpan<byte> frame)
    {
        var length = LengthOf(linkType) ?? EthernetLengthOf(frame);
        return length < frame.Length ? frame[length..] : default;
    }

    private static int? LengthOf(int linkType) => linkType switch
    {
        12 or 14 or 101 or 228 or 229 => 0,
        0 or 108 => 4,
        113 => 16,
        276 => 20,
        _ => null,
    };

    // Each tag of a virtual LAN (IEEE 802.1Q) stands before the type of what follows.
    private static int EthernetLengthOf(ReadOnlySpan<byte> frame)
    {
        var length = EthernetLength;
        while (frame.Length >= length && BinaryPrimitives.ReadUInt16BigEndian(frame[(length - 2)..]) is 0x8100 or 0x88A8)
        {
            length += TagLength;
        }

        return length;
    }
}
