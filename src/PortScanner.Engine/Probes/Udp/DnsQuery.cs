using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp;

//  0                   1
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
// +-------------------------------+
// |              ID               |
// +-+-------+-+-+-+-+-----+-------+
// |Q|OPCODE |A|T|R|R|  Z  | RCODE |
// +-+-------+-+-+-+-+-----+-------+
// | QDCOUNT ANCOUNT NSCOUNT ARCOUNT, 16 bits each
// +-------------------------------+
// | QNAME ... QTYPE QCLASS        |
// +-------------------------------+

/// <summary>A query of one question and what answers it (RFC 1035 section 4.1): DNS and multicast DNS share the format.</summary>
internal static class DnsQuery
{
    private const ushort Response = 0x8000;
    private const ushort OpcodeMask = 0x7800;
    private const ushort ResponseCodeMask = 0x000F;
    private const int OtherCountsLength = 6;

    /// <summary>Writes a query.</summary>
    /// <param name="id">What the response repeats.</param>
    /// <param name="flags">The second field of the header.</param>
    /// <param name="question">Name, type and class in wire format.</param>
    /// <param name="payload">Where it goes.</param>
    /// <returns>The length written, in bytes.</returns>
    public static int Write(ushort id, ushort flags, ReadOnlySpan<byte> question, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(id);
        message.WriteUInt16(flags);
        message.WriteUInt16(1);
        message.WriteZeros(OtherCountsLength);
        message.WriteBytes(question);
        return message.Length;
    }

    /// <summary>The same ID in a response to a query that repeats the question; any response code, since a refusal answers too.</summary>
    public static bool IsAnsweredBy(ReadOnlySpan<byte> reply, ushort id, ReadOnlySpan<byte> question) =>
        TryReadHeader(reply, id, out var message, out _, out ushort questions)
        && questions == 1
        && message.TrySkip(OtherCountsLength)
        && message.Expects(question);

    /// <summary>
    /// An error in a bare header, as a server sends that could not, or would not, read the question. The question is no secret, so it
    /// would not have proved more than the ID does.
    /// </summary>
    public static bool IsRefusedBy(ReadOnlySpan<byte> reply, ushort id) =>
        TryReadHeader(reply, id, out var message, out ushort flags, out ushort questions)
        && questions == 0
        && (flags & ResponseCodeMask) != 0
        && message.TryReadBytes(OtherCountsLength, out var otherCounts)
        && !otherCounts.ContainsAnyExcept((byte)0)
        && message.IsAtEnd;

    private static bool TryReadHeader(ReadOnlySpan<byte> reply, ushort id, out SpanReader message, out ushort flags, out ushort questions)
    {
        message = new SpanReader(reply);
        flags = 0;
        questions = 0;
        return message.Expects(id)
            && message.TryReadUInt16(out flags)
            && message.TryReadUInt16(out questions)
            && (flags & (Response | OpcodeMask)) == Response;
    }
}
