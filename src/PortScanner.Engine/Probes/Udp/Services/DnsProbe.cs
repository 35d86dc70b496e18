using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A DNS query (RFC 1035 section 4.1) for the SOA record of the root. The root's name is the shortest there is, every resolver has
/// its record at hand, so nobody else is bothered, and one SOA is a smaller answer than thirteen NS. Recursion is desired because
/// that is what every stub sends, and so what a forwarder is sure to answer.
/// </summary>
[UdpProbe(
    Request = "query for the SOA record of the root, recursion desired, random ID",
    Reply = "same ID, a response that repeats the question, any response code; or an error in a bare header",
    Source = "RFC 1035 section 4.1")]
internal sealed class DnsProbe : IUdpProbe
{
    private const ushort RecursionDesired = 0x0100;

    /// <summary>Name: the root's empty label; type 6, SOA; class 1, Internet.</summary>
    private static ReadOnlySpan<byte> Question => [0, 0, 6, 0, 1];

    public ProbeKind Kind => ProbeKind.Dns;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) =>
        DnsQuery.Write(nonce.First16Bits, RecursionDesired, Question, payload);

    /// <summary>A response that repeats the question, or an error in a bare header.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        DnsQuery.IsAnsweredBy(reply, nonce.First16Bits, Question) || DnsQuery.IsRefusedBy(reply, nonce.First16Bits);
}
