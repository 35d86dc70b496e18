using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>
/// An ICMP (RFC 792) or ICMPv6 (RFC 4443 section 2.1) message.
/// <code>
/// |     Type      |     Code      |          Checksum             |
/// |      Rest of header: identifier and sequence of a query       |
/// |      Body: echo data, or the packet that caused the error     |
/// </code>
/// </summary>
public ref struct IcmpMessage
{
    /// <summary>The length before the body, in bytes.</summary>
    public const int HeaderLength = 8;

    /// <summary>The type of an ICMP echo request.</summary>
    public const byte EchoRequest = 8;

    /// <summary>The type of an ICMP echo reply.</summary>
    public const byte EchoReply = 0;

    /// <summary>The type of an ICMP timestamp request.</summary>
    public const byte TimestampRequest = 13;

    /// <summary>The type of an ICMP timestamp reply.</summary>
    public const byte TimestampReply = 14;

    /// <summary>The type of an ICMP address mask request (RFC 950 appendix I).</summary>
    public const byte AddressMaskRequest = 17;

    /// <summary>The type of an ICMP address mask reply (RFC 950 appendix I).</summary>
    public const byte AddressMaskReply = 18;

    /// <summary>The type of an ICMPv6 echo request (RFC 4443 section 4.1).</summary>
    public const byte EchoRequestV6 = 128;

    /// <summary>The type of an ICMPv6 echo reply (RFC 4443 section 4.2).</summary>
    public const byte EchoReplyV6 = 129;

    /// <summary>The type.</summary>
    public byte Type { get; init; }

    /// <summary>The code.</summary>
    public byte Code { get; init; }

    /// <summary>The identifier, if it is a request or a reply.</summary>
    public ushort Identifier { get; init; }

    /// <summary>The sequence number, if it is a request or a reply.</summary>
    public ushort Sequence { get; init; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; init; }

    /// <summary>Reads a message.</summary>
    /// <returns>False if fewer than <see cref="HeaderLength"/> bytes are there.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out IcmpMessage message)
    {
        message = default;
        if (data.Length < HeaderLength)
        {
            return false;
        }

        message = new IcmpMessage
        {
            Type = data[0],
            Code = data[1],
            Identifier = BinaryPrimitives.ReadUInt16BigEndian(data[4..]),
            Sequence = BinaryPrimitives.ReadUInt16BigEndian(data[6..]),
            Body = data[HeaderLength..],
        };
        return true;
    }

    /// <summary>Writes the header of a request before its body; the checksum is left zero.</summary>
    /// <param name="message">At least <see cref="HeaderLength"/> bytes.</param>
    /// <param name="type">The type, such as <see cref="EchoRequest"/>.</param>
    /// <param name="identifier">Tells whose request it is.</param>
    /// <param name="sequence">Tells which request it is.</param>
    public static void WriteRequest(Span<byte> message, byte type, ushort identifier, ushort sequence)
    {
        message[..HeaderLength].Clear();
        message[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], sequence);
    }
}
