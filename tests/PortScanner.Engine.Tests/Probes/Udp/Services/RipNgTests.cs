using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class RipNgTests() : UdpServiceTests(ProbeKind.RipNg, number: 25)
{
    // request, version 1; ::/0, tag 0, length 0, metric 16
    internal override string RequestOctets => "01 01 0000 00000000000000000000000000000000 0000 00 10";

    internal override (string Layers, string Info) Wireshark => (":ripng", "Command Request, Version 1");

    internal override int SecretBits => 0;

    internal override bool MayAnswerFromAnotherPort => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one route", Hex("02 01 0000  20010DB8000000000000000000000000 0000 20 01")),
        new("next hop and default route", Hex(
            "02 01 0000  FE800000000000000000000000000001 0000 00 FF  00000000000000000000000000000000 0000 00 10"))
        {
            ProofLength = 24,
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("01 01 0000  20010DB8000000000000000000000000 0000 20 01")),
        new("version 2", Hex("02 02 0000  20010DB8000000000000000000000000 0000 20 01")),
        new("without entries", Hex("02 01 0000")),
        new("with half an entry", Hex("02 01 0000  20010DB8000000000000000000000000 0000 20 01 2001")),
        new("with a prefix of 129 bits", Hex("02 01 0000  20010DB8000000000000000000000000 0000 81 01")),
        new("with a metric of 0", Hex("02 01 0000  20010DB8000000000000000000000000 0000 20 00")),
        new("with a metric of 17", Hex("02 01 0000  20010DB8000000000000000000000000 0000 20 11")),
    ];
}
