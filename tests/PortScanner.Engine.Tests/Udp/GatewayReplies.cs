using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What gateways answer that open ports on request.</summary>
internal static class GatewayReplies
{
    public static GenuineReply[] All() =>
    [
        new(ProbeKind.NatPmp, "external address", Hex("00 80 0000 00015180 C0000201")),
        new(ProbeKind.NatPmp, "refusal", Hex("00 80 0002 00015180 00000000")) { ProofLength = 8 },
        new(ProbeKind.NatPmp, "unsupported opcode", Hex("00 80 0005 00015180")),
        new(ProbeKind.NatPmp, "only PCP", Hex("02 80 00 01 00000708 00015180 000000000000000000000000")) { ProofLength = 8 },
        new(ProbeKind.Pcp, "success", Hex("02 80 00 00 00000000 00015180 000000000000000000000000")),
        new(ProbeKind.Pcp, "address mismatch", Hex("02 80 00 0C 00000708 00015180 000000000000000000000000")) { ProofLength = 8 },
        new(ProbeKind.Pcp, "only NAT-PMP", Hex("00 80 0001 00015180")),
    ];
}
