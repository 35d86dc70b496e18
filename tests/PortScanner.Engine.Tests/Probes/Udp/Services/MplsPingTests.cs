using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class MplsPingTests() : UdpServiceTests(ProbeKind.MplsPing, number: 35)
{
    // version 1, flags, request by UDP, no codes, handle, sequence, timestamps; FEC stack { Nil FEC { label 0 } }
    internal override string RequestOctets =>
        "0001 0000 01 02 00 00 01234567 89ABCDEF 0000000000000000 0000000000000000 0001 0008 0010 0004 00000000";

    internal override (string Layers, string Info) Wireshark => (":mpls-echo", "MPLS Echo Request");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("egress of the path",
            Hex("0001 0000 02 02 03 01 01234567 89ABCDEF 0000000000000000 EA00000000000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
        new("malformed request",
            Hex("0001 0000 02 02 01 00 01234567 89ABCDEF 0000000000000000 0000000000000000 0003 0004 00000000"))
        {
            ProofLength = 32, Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("version 2", Hex("0002 0000 02 02 03 01 01234567 89ABCDEF 00000000000000000000000000000000")),
        new("a request", Hex("0001 0000 01 02 00 00 01234567 89ABCDEF 00000000000000000000000000000000")),
    ];
}
