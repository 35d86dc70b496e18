using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A multicast DNS query for the kinds of services that a host offers (RFC 6763 section 9), the one name that every responder with
/// services has. It comes from another port than 5353, so the response is to be a conventional one, which repeats ID and question
/// (RFC 6762 section 6.7). A responder is to ignore a query from outside of its own link (section 11): one that answers is a finding.
/// </summary>
[UdpProbe(
    Request = "query for the service types, random ID",
    Reply = "response with our ID and question",
    Source = "RFC 6762 section 6.7, RFC 6763 section 9")]
internal sealed class MdnsProbe : IUdpProbe
{
    private const ushort StandardQuery = 0;

    /// <summary><c>_services._dns-sd._udp.local</c>, type 12, PTR, class 1, Internet.</summary>
    private static ReadOnlySpan<byte> Question => "\u0009_services\u0007_dns-sd\u0004_udp\u0005local\0\0\u000c\0\u0001"u8;

    public ProbeKind Kind => ProbeKind.Mdns;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload) => DnsQuery.Write(nonce.First16Bits, StandardQuery, Question, payload);

    /// <summary>A response that repeats the question. Multicast DNS knows no errors (RFC 6762 section 18.11), so none is expected.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => DnsQuery.IsAnsweredBy(reply, nonce.First16Bits, Question);
}
