using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An SNMPv1 GetRequest; see <see cref="SnmpGet"/>.</summary>
internal sealed class SnmpV1Probe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.SnmpV1;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => SnmpGet.Write(SnmpGet.Version1, nonce, payload);

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => SnmpGet.Recognises(SnmpGet.Version1, nonce, reply);
}
