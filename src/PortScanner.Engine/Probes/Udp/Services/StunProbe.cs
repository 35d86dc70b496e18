using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---+---------------------------+-------------------------------+
// |0 0|     message type          |        message length         |
// +---+---------------------------+-------------------------------+
// |                   magic cookie 0x2112A442                     |
// +---------------------------------------------------------------+
// |                   transaction ID, 96 bits                     |
// +---------------------------------------------------------------+

/// <summary>A STUN Binding request without attributes (RFC 8489 sections 5 and 6.1), which TURN servers answer as well.</summary>
[UdpProbe(
    Request = "Binding request, random transaction ID",
    Reply = "success or error with our transaction ID",
    Source = "RFC 8489 sections 5 and 6")]
internal sealed class StunProbe : IUdpProbe
{
    private const ushort BindingRequest = 0x0001;
    private const ushort BindingSuccess = 0x0101;
    private const ushort BindingError = 0x0111;
    private const uint MagicCookie = 0x2112_A442;

    public ProbeKind Kind => ProbeKind.Stun;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(BindingRequest);
        message.WriteUInt16(0);
        message.WriteUInt32(MagicCookie);
        message.WriteUInt64(nonce.High);
        message.WriteUInt32((uint)nonce.Low);
        return message.Length;
    }

    /// <summary>A response to our transaction, a success or an error, with attributes of as many bytes as it says.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.TryReadUInt16(out ushort type)
            && type is BindingSuccess or BindingError
            && message.TryReadUInt16(out ushort length)
            && message.Expects(MagicCookie)
            && message.Expects(nonce.High)
            && message.Expects((uint)nonce.Low)
            && message.Rest.Length == length;
    }
}
