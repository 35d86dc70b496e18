using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What old services answer: test services, login screens, service directories, routers and database browsers.</summary>
internal static class LegacyReplies
{
    private const string FirstLine = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg\r\n";
    private const string Wrapped = "tuvwxyz{|}~ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\r\n";
    private const string WithoutSpace = "wxyz{|}~!\"#$%&'()";

    public static GenuineReply[] All() => [.. Qotd(), .. Chargen(), .. Xdmcp(), .. Slp(), .. Rip(), .. MsSqlBrowser()];

    private static GenuineReply[] Qotd() =>
    [
        new(ProbeKind.Qotd, "quote", Text("Simplicity is prerequisite for reliability.\r\n")) { ProofLength = 12 },
        new(ProbeKind.Qotd, "quote with its year", Text("\"A ship in port is safe.\"\r\n\t(Grace Hopper, 1987)\r\n")) { ProofLength = 12 },
    ];

    private static GenuineReply[] Chargen() =>
    [
        new(ProbeKind.Chargen, "one line", Text(FirstLine)) { ProofLength = 16 },
        new(ProbeKind.Chargen, "lines from the middle", Text(Wrapped + FirstLine)) { ProofLength = 16 },
        new(ProbeKind.Chargen, "ring without the space", Text(WithoutSpace)) { ProofLength = 16 },
    ];

    private static GenuineReply[] Xdmcp() =>
    [
        new(ProbeKind.Xdmcp, "willing", [.. Hex("0001 0005 0013 0000 0004"), .. Text("desk"), .. Hex("0009"), .. Text("available")]),
        new(ProbeKind.Xdmcp, "unwilling", [.. Hex("0001 0006 000C 0004"), .. Text("desk"), .. Hex("0004"), .. Text("busy")]),
    ];

    private static GenuineReply[] Slp() =>
    [
        new(ProbeKind.Slp, "types", [.. Hex("02 0A 00002B 0000 000000 0123 0002 656E 0000 0017"), .. Text("service:printer:http,a:")]) { Echoes = [Hex("0123")] },
        new(ProbeKind.Slp, "scope not supported", Hex("02 0A 000012 0000 000000 0123 0002 656E 0004")) { Echoes = [Hex("0123")] },
    ];

    private static GenuineReply[] Rip() =>
    [
        new(ProbeKind.Rip, "default route", Hex("02 02 0000  0002 0000 00000000 00000000 00000000 00000001")),
        new(ProbeKind.Rip, "two routes, one of them gone", Hex(
            "02 02 0000  0002 0000 C0000200 FFFFFF00 00000000 00000002  0002 0007 C6336400 FFFFFF00 C0000201 00000010"))
        {
            ProofLength = 24,
        },
        new(ProbeKind.Rip, "authenticated", Hex(
            "02 02 0000  FFFF 0002 73656372657400000000000000000000  0002 0000 C0000200 FFFFFF00 00000000 00000001"))
        {
            ProofLength = 24,
        },
    ];

    private static GenuineReply[] MsSqlBrowser() =>
    [
        new(ProbeKind.MsSqlBrowser, "one instance",
            [.. Hex("05 3D00"), .. Text("ServerName;DESK;InstanceName;SQLEXPRESS;IsClustered;No;tcp;1;")]),
    ];
}
