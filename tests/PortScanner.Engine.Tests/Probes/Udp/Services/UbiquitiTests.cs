using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class UbiquitiTests() : UdpServiceTests(ProbeKind.Ubiquiti, number: 43)
{
    // version 1, discovery, nothing behind
    internal override string RequestOctets => "01 00 0000";

    internal override (string Layers, string Info) Wireshark => (":data", "Len=4");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("hardware address and name", [.. Hex("01 00 0010  01 0006 00005E005301  0B 0004"), .. Text("roof")]),
        new("an empty fact", Hex("01 00 0003  0C 0000")),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("version 2", Hex("02 00 0003 0C 0000")),
        new("another command", Hex("01 01 0003 0C 0000")),
        new("no facts", Hex("01 00 0000")),
        new("a fact that is cut short", Hex("01 00 0004 0C 0002 00")),
        new("bytes behind its facts", Hex("01 00 0004 0C 0000 00")),
        new("another length than it has", Hex("01 00 0004 0C 0000")),
    ];
}
