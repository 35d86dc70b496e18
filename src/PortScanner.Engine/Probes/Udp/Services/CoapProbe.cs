using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---+---+-------+---------------+-------------------------------+
// |Ver| T |  TKL  |     code      |          message ID           |
// +---+---+-------+---------------+-------------------------------+

/// <summary>
/// A CoAP ping: a confirmable message that is empty, which its receiver has to reset (RFC 7252 section 4.3). Asking for the list of
/// resources would be the longer question with the much longer answer.
/// </summary>
[UdpProbe(
    Request = "confirmable empty message, random message ID",
    Reply = "reset of our message",
    Source = "RFC 7252 section 4.3")]
internal sealed class CoapProbe : IUdpProbe
{
    private const ushort ConfirmableEmpty = 0x4000;
    private const ushort ResetEmpty = 0x7000;

    public ProbeKind Kind => ProbeKind.Coap;

    public bool NeedsOwnSourcePort => true;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(ConfirmableEmpty);
        message.WriteUInt16(nonce.First16Bits);
        return message.Length;
    }

    /// <summary>The reset of our message. An empty message has no byte behind its ID (RFC 7252 section 4.1).</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(ResetEmpty) && message.Expects(nonce.First16Bits) && message.IsAtEnd;
    }
}
