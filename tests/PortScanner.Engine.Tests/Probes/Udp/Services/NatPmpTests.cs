using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class NatPmpTests() : UdpServiceTests(ProbeKind.NatPmp, number: 39)
{
    // version 0, external address
    internal override string RequestOctets => "00 00";

    internal override (string Layers, string Info) Wireshark => (":portcontrol", "External Address Request");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("external address", Hex("00 80 0000 00015180 C0000201")),
        new("refusal", Hex("00 80 0002 00015180 00000000")) { ProofLength = 8 },
        new("unsupported opcode", Hex("00 80 0005 00015180")),
        new("only PCP", Hex("02 80 00 01 00000708 00015180 000000000000000000000000")) { ProofLength = 8 },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("00 00 0000 00015180 C0000201")),
        new("a mapping", Hex("00 81 0000 00015180 C0000201")),
        new("a success without the address", Hex("00 80 0000 00015180")),
        new("a success with more than the address", Hex("00 80 0000 00015180 C0000201 00000000")),
        new("its own version as unsupported", Hex("00 80 0001 00015180")),
        new("a success of another version", Hex("02 80 0000 00000000 00015180 000000000000000000000000")),
        new("an unknown result", Hex("00 80 000E 00015180 00000000")),
        new("an unknown result of two bytes", Hex("00 80 0100 00015180 00000000")),
    ];
}
