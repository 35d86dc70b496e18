using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A NAT-PMP request for the gateway's external address (RFC 6886 section 3.2), the one request that maps nothing. A gateway must not
/// answer it on its outer side (section 3.2 again): one that does may open doors for strangers.
/// </summary>
[UdpProbe(
    Request = "request for the external address",
    Reply = "the address, an error, or the offer of another version",
    Source = "RFC 6886 sections 3.2 and 3.5")]
internal sealed class NatPmpProbe : IUdpProbe
{
    private const byte Version = 0;
    private const byte ExternalAddressRequest = 0;
    private const int ResponseLength = 12;

    public ProbeKind Kind => ProbeKind.NatPmp;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version);
        message.WriteByte(ExternalAddressRequest);
        return message.Length;
    }

    /// <summary>The external address, an error, or the offer of another version.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => PortControl.Recognises(reply, Version, ResponseLength);
}
