using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>
/// A payload out of the operator's file. What a genuine answer to it looks like is not known, so a reply is proof of a listener, and stays
/// unverified.
/// </summary>
internal sealed class UdpPayloadProbe(ProbeKind kind, ReadOnlyMemory<byte> payload) : IUdpProbe
{
    public ProbeKind Kind => kind;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> destination)
    {
        payload.Span.CopyTo(destination);
        return payload.Length;
    }

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => false;
}
