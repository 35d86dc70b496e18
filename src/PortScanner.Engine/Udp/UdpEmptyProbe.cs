using PortScanner.Core.Scanning;

namespace PortScanner.Engine.Udp;

/// <summary>
/// A datagram without payload (RFC 768 allows a length of 8), for a port whose service is not known. It asks nothing, so nothing that
/// comes back can prove to be its answer: a reply stays unverified.
/// </summary>
internal sealed class UdpEmptyProbe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.UdpEmpty;

    public bool MayAnswerFromAnotherPort => false;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => 0;

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => false;
}
