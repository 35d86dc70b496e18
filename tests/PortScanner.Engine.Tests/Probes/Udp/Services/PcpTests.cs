using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class PcpTests() : UdpServiceTests(ProbeKind.Pcp, number: 40)
{
    // version 2, ANNOUNCE, no lifetime, no client address
    internal override string RequestOctets => "02 00 0000 00000000 00000000000000000000000000000000";

    internal override (string Layers, string Info) Wireshark => (":portcontrol", "Announce Request");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("success", Hex("02 80 00 00 00000000 00015180 000000000000000000000000")),
        new("address mismatch", Hex("02 80 00 0C 00000708 00015180 000000000000000000000000")) { ProofLength = 8 },
        new("only NAT-PMP", Hex("00 80 0001 00015180")),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("02 00 00 00 00000000 00015180 000000000000000000000000")),
        new("a mapping", Hex("02 81 00 00 00000000 00015180 000000000000000000000000")),
        new("reserved bits", Hex("02 80 01 00 00000000 00015180 000000000000000000000000")),
        new("its own version as unsupported", Hex("02 80 00 01 00000000 00015180 000000000000000000000000")),
        new("a success of another version", Hex("01 80 00 00 00000000 00015180 000000000000000000000000")),
        new("a success with an option", Hex("02 80 00 00 00000000 00015180 000000000000000000000000 00000000")),
    ];
}
