using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An SNMPv2c GetRequest; see <see cref="SnmpGet"/>.</summary>
internal sealed class SnmpV2CProbe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.SnmpV2c;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => SnmpGet.Write(SnmpGet.Version2C, nonce, payload);

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => SnmpGet.Recognises(SnmpGet.Version2C, nonce, reply);
}
