using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class DhcpV6Tests() : UdpServiceTests(ProbeKind.DhcpV6, number: 26)
{
    private const string Duid = "0003 0001 BA9876543210";
    private const string ServerId = "0002 000A 0003 0001 020000000001";

    // Information-request, transaction; DUID-LL; elapsed time 0; option request 32 and 83
    internal override string RequestOctets => "0B 012345 0001 000A 0003 0001 BA9876543210 0008 0002 0000 0006 0004 0020 0053";

    internal override (string Layers, string Info) Wireshark => (":dhcpv6", "Information-request XID: 0x012345");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("reply", Hex($"07 012345  0001 000A {Duid}  {ServerId}")) { Echoes = [Hex("012345"), Hex(Duid)] },
        new("refusal with status 5 UseMulticast", Hex($"07 012345  000D 0002 0005  {ServerId}  0001 000A {Duid}"))
        {
            Echoes = [Hex("012345"), Hex(Duid)],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("an advertisement", Hex("02 012345  0001 000A 0003 0001 BA9876543210  0002 0001 AA")),
        new("without the server's identifier", Hex("07 012345  0001 000A 0003 0001 BA9876543210")),
        new("without our identifier", Hex("07 012345  0002 0001 AA")),
        new("with somebody else's identifier", Hex("07 012345  0001 000A 0003 0001 020000000009  0002 0001 AA")),
        new("with an option that is cut short", Hex("07 012345  0001 000A 0003 0001 BA9876543210  0002 0001 AA  0017 0010 20")),
    ];
}
