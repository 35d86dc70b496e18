using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class XdmcpTests() : UdpServiceTests(ProbeKind.Xdmcp, number: 18)
{
    // version 1, Query, length; no names
    internal override string RequestOctets => "0001 0002 0001 00";

    internal override (string Layers, string Info) Wireshark => (":xdmcp", "Query");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("willing", [.. Hex("0001 0005 0013 0000 0004"), .. Text("desk"), .. Hex("0009"), .. Text("available")]),
        new("unwilling", [.. Hex("0001 0006 000C 0004"), .. Text("desk"), .. Hex("0004"), .. Text("busy")]),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("another version", Hex("0002 0006 0004 0000 0000")),
        new("an acceptance", Hex("0001 0008 0004 0000 0000")),
        new("bytes behind its names", Hex("0001 0006 0005 0000 0000 00")),
        new("a name longer than there is", Hex("0001 0006 0004 0000 0001")),
        new("a willing answer of two names", Hex("0001 0005 0004 0000 0000")),
        new("another length than it has", Hex("0001 0006 0005 0000 0000")),
    ];
}
