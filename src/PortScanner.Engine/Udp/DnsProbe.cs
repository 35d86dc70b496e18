using PortScanner.Core.Scanning;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Udp;

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

/// <summary>
/// A DNS query (RFC 1035 section 4.1) for the SOA record of the root. The root's name is the shortest there is, every resolver has
/// its record at hand, so nobody else is bothered, and one SOA is a smaller answer than thirteen NS. Recursion is desired because
/// that is what every stub sends, and so what a forwarder is sure to answer.
/// </summary>
internal sealed class DnsProbe : IUdpProbe
{
    private const ushort Response = 0x8000;
    private const ushort OpcodeMask = 0x7800;
    private const ushort RecursionDesired = 0x0100;
    private const ushort ResponseCodeMask = 0x000F;
    private const int OtherCountsLength = 6;

    /// <summary>Name: the root's empty label; type 6, SOA; class 1, Internet.</summary>
    private static ReadOnlySpan<byte> Question => [0, 0, 6, 0, 1];

    public ProbeKind Kind => ProbeKind.Dns;

    public bool MayAnswerFromAnotherPort => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(nonce.First16Bits);
        message.WriteUInt16(RecursionDesired);
        message.WriteUInt16(1);
        message.WriteZeros(OtherCountsLength);
        message.WriteBytes(Question);
        return message.Length;
    }

    /// <summary>The same ID in a response to a query that repeats the question; any response code, since a refusal answers too.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(nonce.First16Bits)
            || !message.TryReadUInt16(out ushort flags)
            || !message.TryReadUInt16(out ushort questions)
            || !message.TryReadBytes(OtherCountsLength, out var otherCounts)
            || (flags & (Response | OpcodeMask)) != Response)
        {
            return false;
        }

        if (questions == 1)
        {
            return message.Expects(Question);
        }

        // A server that could not, or would not, read the question answers with an error in a bare header. The question is no secret,
        // so it would not have proved more than the ID does.
        bool isError = (flags & ResponseCodeMask) != 0;
        return questions == 0 && isError && message.IsAtEnd && !otherCounts.ContainsAnyExcept((byte)0);
    }
}
