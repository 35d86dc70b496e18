using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>
/// A datagram without payload (RFC 768 allows a length of 8) or with nothing but the URI of who asks, for a port whose service is not known. It asks nothing, so nothing that
/// comes back can prove to be its answer: a reply stays unverified.
/// </summary>
[UdpProbe(
    Request = "no payload",
    Reply = "none: any reply is reported, but stays unverified",
    Source = "RFC 768",
    WhoAsks = "all of the datagram, which is empty otherwise")]
internal sealed class UdpEmptyProbe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.UdpEmpty;

    public bool RepeatsNonce => false;

    /// <summary>No service is known that would read it, and whoever finds the datagram knows from it whom to ask.</summary>
    public int? RoomForUri => 0;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => 0;

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => false;
}
