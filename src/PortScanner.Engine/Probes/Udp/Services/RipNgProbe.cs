using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+---------------+-------------------------------+
// |    Command    |    Version    |         must be zero          |
// +---------------+---------------+-------------------------------+
// |                       IPv6 prefix (16)                        |
// +-------------------------------+---------------+---------------+
// |           Route tag           | Prefix length |    Metric     |
// +-------------------------------+---------------+---------------+

/// <summary>
/// A RIPng request for the whole table (RFC 2080 sections 2.1 and 2.4.1): one entry ::/0 of metric 16. Asking for a single route would
/// get a smaller answer that echoes the route, but not every router answers that. Nothing is echoed here, so an answer is known by its
/// syntax; it may come from a port other than 521.
/// </summary>
[UdpProbe(
    Request = "request for the whole table",
    Reply = "response of version 1 with one entry or more, all of them valid",
    Source = "RFC 2080 sections 2.1 and 2.4")]
internal sealed class RipNgProbe : IUdpProbe
{
    private const byte Request = 1;
    private const byte Response = 2;
    private const byte Version1 = 1;
    private const byte Infinity = 16;
    private const byte NextHopMark = 0xFF;
    private const int PrefixLength = 16;
    private const int LongestPrefix = 128;

    public ProbeKind Kind => ProbeKind.RipNg;

    public bool MayAnswerFromAnotherPort => true;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Request);
        message.WriteByte(Version1);
        message.WriteUInt16(0);
        message.WriteZeros(PrefixLength + sizeof(ushort) + sizeof(byte));
        message.WriteByte(Infinity);
        return message.Length;
    }

    /// <summary>A response of version 1 with at least one entry and nothing but valid entries.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(Response) || !message.Expects(Version1) || !message.TrySkip(sizeof(ushort)) || message.IsAtEnd)
        {
            return false;
        }

        while (!message.IsAtEnd)
        {
            if (!IsEntry(ref message))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A route (RFC 2080 section 2.1) or the next hop of those behind it (section 2.1.1).</summary>
    private static bool IsEntry(ref SpanReader message) =>
        message.TrySkip(PrefixLength + sizeof(ushort))
        && message.TryReadByte(out byte length)
        && message.TryReadByte(out byte metric)
        && length <= LongestPrefix
        && metric is (> 0 and <= Infinity) or NextHopMark;
}
