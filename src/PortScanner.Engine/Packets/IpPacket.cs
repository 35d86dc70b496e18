namespace PortScanner.Engine.Packets;

/// <summary>An IP packet of either family, read down to its transport header. It points into the bytes that it was read from.</summary>
public ref struct IpPacket
{
    /// <summary>The source address: 4 or 16 bytes.</summary>
    public ReadOnlySpan<byte> Source { get; init; }

    /// <summary>The destination address: 4 or 16 bytes.</summary>
    public ReadOnlySpan<byte> Destination { get; init; }

    /// <summary>
    /// The IPv4 identification or the IPv6 flow label: what the sender of a packet chooses, and what routers and translators of addresses leave
    /// as it is.
    /// </summary>
    public uint Mark { get; init; }

    /// <summary>The time to live or hop limit that is left.</summary>
    public byte HopLimit { get; init; }

    /// <summary>The transport protocol (<see cref="IpProtocol"/>).</summary>
    public byte Protocol { get; init; }

    /// <summary>The transport header and what follows, as far as it was captured or quoted.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>How long the transport header and what follows are in this packet, in bytes: more than <see cref="Payload"/> if it was cut short.</summary>
    public int PayloadLength { get; init; }

    /// <summary>Whether more of the same datagram follows in other packets: the first of its fragments.</summary>
    public bool HasMoreFragments { get; init; }

    /// <summary>Whether it is IPv6.</summary>
    public readonly bool IsIpv6 => Source.Length == 16;

    /// <summary>How long a packet says that it is, in bytes; 0 if it has no IP header.</summary>
    public static int LengthOf(ReadOnlySpan<byte> data) => data.IsEmpty ? 0 : data[0] >> 4 == 6 ? Ipv6Header.LengthOf(data) : Ipv4Header.LengthOf(data);

    /// <summary>Reads a packet of either family.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out IpPacket packet)
    {
        packet = default;
        return !data.IsEmpty && (data[0] >> 4 == 6 ? Ipv6Header.TryParse(data, out packet) : Ipv4Header.TryParse(data, out packet));
    }

    /// <summary>
    /// Reads a packet that an ICMP error quotes. It is cut short, or followed by padding and extensions (RFC 4884 section 3), and stacks
    /// are known that write their own idea of its length into the quote; so its payload is all that follows.
    /// </summary>
    public static bool TryParseQuoted(ReadOnlySpan<byte> data, out IpPacket packet)
    {
        packet = default;
        return !data.IsEmpty
            && (data[0] >> 4 == 6 ? Ipv6Header.TryParse(data, out packet, isQuoted: true) : Ipv4Header.TryParse(data, out packet, isQuoted: true));
    }
}
