using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// An IKE_SA_INIT as it goes to port 4500: behind four zero bytes, which tell it from an ESP packet, whose SPI is never zero (RFC
/// 3948 section 2.2, RFC 7296 section 2.23).
/// </summary>
[UdpProbe(
    Request = "four zero bytes, then as ikev2",
    Reply = "four zero bytes, then as ikev2",
    Source = "RFC 3948 section 2.2, RFC 7296 section 2.23")]
internal sealed class IkeV2NatTProbe : IUdpProbe
{
    private const uint NonEspMarker = 0;

    public ProbeKind Kind => ProbeKind.IkeV2NatT;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt32(NonEspMarker);
        IkeSaInit.Write(nonce, ref message);
        return message.Length;
    }

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(NonEspMarker) && IkeSaInit.Recognises(nonce, message.Rest);
    }
}
