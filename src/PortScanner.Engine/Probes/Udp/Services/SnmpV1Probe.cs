using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An SNMPv1 GetRequest; see <see cref="SnmpGet"/>.</summary>
[UdpProbe(
    Request = "get sysUpTime.0 as `public`, random request-id",
    Reply = "response of the same version with our request-id, any error status",
    Source = "RFC 1157 section 4.1")]
internal sealed class SnmpV1Probe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.SnmpV1;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => SnmpGet.Write(SnmpGet.Version1, nonce, payload);

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => SnmpGet.Recognises(SnmpGet.Version1, nonce, reply);
}
