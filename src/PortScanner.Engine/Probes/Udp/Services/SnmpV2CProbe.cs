using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An SNMPv2c GetRequest; see <see cref="SnmpGet"/>.</summary>
[UdpProbe(
    Request = "get sysUpTime.0 as `public`, random request-id",
    Reply = "response of the same version with our request-id, any error status",
    Source = "RFC 1901 section 3, RFC 3416 section 4.2.1")]
internal sealed class SnmpV2CProbe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.SnmpV2c;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => SnmpGet.Write(SnmpGet.Version2C, nonce, payload);

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => SnmpGet.Recognises(SnmpGet.Version2C, nonce, reply);
}
