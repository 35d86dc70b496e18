using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class StunTests() : UdpServiceTests(ProbeKind.Stun, number: 34)
{
    // Binding request, no attributes, magic cookie, transaction
    internal override string RequestOctets => "0001 0000 2112A442 0123456789ABCDEF 76543210";

    internal override (string Layers, string Info) Wireshark => (":stun", "Binding Request");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("our address", "0101 000C 2112A442 0123456789ABCDEF76543210  0020 0008 0001 BD54 E112A603"),
        Reply("error", "0111 0008 2112A442 0123456789ABCDEF76543210  0009 0004 00000400"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("an indication", Hex("0011 0000 2112A442 0123456789ABCDEF76543210")),
        new("another method", Hex("0103 0000 2112A442 0123456789ABCDEF76543210")),
        new("another cookie", Hex("0101 0000 2112A443 0123456789ABCDEF76543210")),
        new("fewer bytes than it says", Hex("0101 0004 2112A442 0123456789ABCDEF76543210")),
        new("more bytes than it says", Hex("0101 0000 2112A442 0123456789ABCDEF76543210 00000000")),
    ];

    private static GenuineReply Reply(string what, string reply) => new(what, Hex(reply))
    {
        Echoes = [Hex("0123456789ABCDEF76543210")],
    };
}
