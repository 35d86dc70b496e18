using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A NetBIOS node status request (RFC 1002 section 4.2.17) for the name <c>*</c>, which every node takes for its own. The answer lists
/// the node's names, so there is none that is smaller.
/// </summary>
[UdpProbe(
    Request = "node status request for the name `*`, random ID",
    Reply = "response with our ID and one record of that name and type",
    Source = "RFC 1002 sections 4.2.17 and 4.2.18")]
internal sealed class NetBiosNameProbe : IUdpProbe
{
    private const ushort NoFlags = 0;
    private const ushort Response = 0x8000;
    private const ushort OpcodeMask = 0x7800;
    private const int TimeToLiveLength = 4;

    /// <summary>
    /// The name: a length of 32 and <c>*</c> with fifteen zero bytes in first-level encoding (RFC 1001 section 14.1), each half of a
    /// byte a letter from A on; type 0x21, NBSTAT; class 1, Internet.
    /// </summary>
    private static ReadOnlySpan<byte> Question => "\u0020CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\0\0\u0021\0\u0001"u8;

    public ProbeKind Kind => ProbeKind.NetBiosName;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => DnsQuery.Write(nonce.First16Bits, NoFlags, Question, payload);

    /// <summary>A node status response (RFC 1002 section 4.2.18): our ID, no question, and one record of our name and type.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(nonce.First16Bits)
            && message.TryReadUInt16(out ushort flags)
            && (flags & (Response | OpcodeMask)) == Response
            && message.Expects((ushort)0)
            && message.Expects((ushort)1)
            && message.TrySkip(2 * sizeof(ushort))
            && message.Expects(Question)
            && message.TrySkip(TimeToLiveLength)
            && message.TryReadUInt16(out ushort length)
            && length > 0
            && message.TrySkip(length);
    }
}
