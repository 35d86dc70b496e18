using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class DnsTests() : UdpServiceTests(ProbeKind.Dns, number: 9)
{
    // ID, RD, one question; root, SOA, IN
    internal override string RequestOctets => "0123 0100 0001 0000 0000 0000  00 0006 0001";

    internal override (string Layers, string Info) Wireshark => (":dns", "Standard query 0x0123 SOA <Root>");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("SOA of the root",
            Hex("0123 8180 0001 0001 0000 0000  00 0006 0001  00 0006 0001 00015180 0016"
                + "00 00 00000001 00000002 00000003 00000004 00000005"))
        {
            ProofLength = 17, Echoes = [Hex("0123")],
        },
        new("REFUSED", Hex("0123 8105 0001 0000 0000 0000  00 0006 0001")) { Echoes = [Hex("0123")] },
        new("FORMERR without the question", Hex("0123 8101 0000 0000 0000 0000")) { Echoes = [Hex("0123")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a query, not a response", Hex("0123 0100 0001 0000 0000 0000  00 0006 0001")),
        new("another opcode", Hex("0123 A980 0001 0000 0000 0000  00 0006 0001")),
        new("another type asked", Hex("0123 8180 0001 0000 0000 0000  00 0001 0001")),
        new("another name asked", Hex("0123 8180 0001 0000 0000 0000  01 61 00 0006 0001")),
        new("success without the question", Hex("0123 8180 0000 0000 0000 0000")),
        new("an error without the question, with a record", Hex("0123 8182 0000 0001 0000 0000  00 0006 0001 00000000 0000")),
        new("an error without the question that counts a record", Hex("0123 8182 0000 0000 0000 0001")),
        new("two questions", Hex("0123 8180 0002 0000 0000 0000  00 0006 0001  00 0006 0001")),
    ];
}
