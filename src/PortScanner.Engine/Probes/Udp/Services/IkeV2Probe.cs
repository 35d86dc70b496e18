using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An IKE_SA_INIT as it goes to port 500; see <see cref="IkeSaInit"/>.</summary>
[UdpProbe(
    Request = "IKE_SA_INIT: one proposal, groups 31 and 14, random initiator SPI",
    Reply = "response of the same exchange with our SPI, any content; or an IKEv1 informational message with it",
    Source = "RFC 7296 sections 1.2 and 3, RFC 8247")]
internal sealed class IkeV2Probe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.IkeV2;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        IkeSaInit.Write(nonce, ref message);
        return message.Length;
    }

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => IkeSaInit.Recognises(nonce, reply);
}
