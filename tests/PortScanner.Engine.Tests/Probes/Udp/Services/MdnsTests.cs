using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class MdnsTests() : UdpServiceTests(ProbeKind.Mdns, number: 41)
{
    /// <summary><c>_services._dns-sd._udp.local</c>, and behind it type PTR and class Internet.</summary>
    private const string Services = "09 5F7365727669636573 07 5F646E732D7364 04 5F756470 05 6C6F63616C 00";
    private const string Question = Services + "000C 0001";

    // ID, no flags, one question; _services._dns-sd._udp.local, PTR, IN
    internal override string RequestOctets =>
        "0123 0000 0001 0000 0000 0000  09 5F7365727669636573 07 5F646E732D7364 04 5F756470 05 6C6F63616C 00 000C 0001";

    internal override (string Layers, string Info) Wireshark => (":mdns", "PTR _services._dns-sd._udp.local");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one service", Hex($"0123 8400 0001 0001 0000 0000 {Question} C00C 000C 0001 0000000A 0008 05 5F68747470 C023"))
        {
            ProofLength = 46, Echoes = [Hex("0123")],
        },
        new("refusal of a resolver on this port", Hex($"0123 8005 0001 0000 0000 0000 {Question}")) { Echoes = [Hex("0123")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a query", Hex("0123 0000 0001 0000 0000 0000" + Question)),
        new("another type", Hex("0123 8400 0001 0000 0000 0000" + Services + "0001 0001")),
        new("an announcement without the question", Hex("0123 8400 0000 0001 0000 0000" + Question + "0000000A 0000")),
        new("an error in a bare header", Hex("0123 8401 0000 0000 0000 0000")),
    ];
}
