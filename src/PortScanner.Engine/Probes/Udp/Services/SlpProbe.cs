using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+---------------+-------------------------------+
// |    Version    |   Function    |            Length             |
// +---------------+---------------+-------------------------------+
// |  Length       |            Flags              |  Next extension
// +---------------+-------------------------------+---------------+
// |  Next extension (cont.)       |              XID              |
// +-------------------------------+-------------------------------+
// |      Language tag length      |         Language tag          |
// +-------------------------------+-------------------------------+

/// <summary>
/// An SLP request for the types of service in the default scope (RFC 2608 sections 8 and 10.1), of the naming authority that most
/// have: the types are less than all services, and no state changes.
/// </summary>
[UdpProbe(
    Request = "request for the service types of the default scope, random XID",
    Reply = "reply to our XID, success or error, as long as it says",
    Source = "RFC 2608 sections 8, 10.1 and 10.2")]
internal sealed class SlpProbe : IUdpProbe
{
    private const byte Version2 = 2;
    private const byte ServiceTypeRequest = 9;
    private const byte ServiceTypeReply = 10;
    private const byte RequestLength = 29;
    private const int FlagsAndExtensionLength = 5;

    private static ReadOnlySpan<byte> Language => "en"u8;

    private static ReadOnlySpan<byte> Scope => "DEFAULT"u8;

    public ProbeKind Kind => ProbeKind.Slp;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version2);
        message.WriteByte(ServiceTypeRequest);
        message.WriteUInt16(0);
        message.WriteByte(RequestLength);
        message.WriteZeros(FlagsAndExtensionLength);
        message.WriteUInt16(nonce.First16Bits);
        message.WriteUInt16((ushort)Language.Length);
        message.WriteBytes(Language);

        // No previous responders; the naming authority of length 0, which is IANA; one scope.
        message.WriteUInt16(0);
        message.WriteUInt16(0);
        message.WriteUInt16((ushort)Scope.Length);
        message.WriteBytes(Scope);
        return message.Length;
    }

    /// <summary>A reply to our XID with an error code, success included, as long as it says.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Version2)
            && message.Expects(ServiceTypeReply)
            && message.TryReadByte(out byte lengthHigh)
            && message.TryReadUInt16(out ushort lengthLow)
            && ((lengthHigh << 16) | lengthLow) == reply.Length
            && message.TrySkip(FlagsAndExtensionLength)
            && message.Expects(nonce.First16Bits)
            && message.TryReadUInt16(out ushort languageLength)
            && message.TrySkip(languageLength)
            && message.TrySkip(sizeof(ushort));
    }
}
