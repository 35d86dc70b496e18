using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class IpmiTests() : UdpServiceTests(ProbeKind.Ipmi, number: 27)
{
    // RMCP 1.0, no acknowledgment, ASF; enterprise 4542, Presence Ping, tag, no data
    internal override string RequestOctets => "06 00 FF 06 000011BE 80 23 00 00";

    internal override (string Layers, string Info) Wireshark => (":rmcp:asf", "Presence Ping");

    internal override int SecretBits => 8;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("pong", Hex("06 00 FF 06 000011BE 40 23 00 10  000011BE 00000000 81 00 000000000000")) { Echoes = [Hex("23")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("an acknowledgment of RMCP", Hex("06 00 FF 86 000011BE 40 23 00 10 00000000000000000000000000000000")),
        new("a ping", Hex("06 00 FF 06 000011BE 80 23 00 10 00000000000000000000000000000000")),
        new("another length", Hex("06 00 FF 06 000011BE 40 23 00 00")),
        new("too many bytes", Hex("06 00 FF 06 000011BE 40 23 00 10 0000000000000000000000000000000000")),
    ];
}
