using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>For each probe the answers that its service may give, refusals among them.</summary>
internal static class GenuineReplies
{
    private const string Duid = "0003 0001 BA9876543210";
    private const string ServerId = "0002 000A 0003 0001 020000000001";

    public static IReadOnlyList<GenuineReply> All { get; } =
    [
        .. Dns(), .. Tftp(), .. Ntp(), .. NtpMonlist(), .. SnmpReplies.All(), .. IkeReplies.All(), .. RipNg(), .. DhcpV6(), .. Ssdp(),
        .. MplsPing(), .. SipReplies.All(), .. MemcachedText(), .. MemcachedBinary(),
        .. DeviceReplies.All(), .. GatewayReplies.All(), .. ServerReplies.All(),
        .. LegacyReplies.All(), .. TunnelReplies.All(), .. ControllerReplies.All(),
    ];

    private static GenuineReply[] Dns() =>
    [
        new(ProbeKind.Dns, "SOA of the root",
            Hex("0123 8180 0001 0001 0000 0000  00 0006 0001  00 0006 0001 00015180 0016"
                + "00 00 00000001 00000002 00000003 00000004 00000005"))
        {
            ProofLength = 17, Echoes = [Hex("0123")],
        },
        new(ProbeKind.Dns, "REFUSED", Hex("0123 8105 0001 0000 0000 0000  00 0006 0001")) { Echoes = [Hex("0123")] },
        new(ProbeKind.Dns, "FORMERR without the question", Hex("0123 8101 0000 0000 0000 0000")) { Echoes = [Hex("0123")] },
    ];

    private static GenuineReply[] Tftp() =>
    [
        new(ProbeKind.Tftp, "file not found", [.. Hex("0005 0001"), .. Text("File not found\0")]),
        new(ProbeKind.Tftp, "error without words", Hex("0005 0002 00")),
        new(ProbeKind.Tftp, "first block", [.. Hex("0003 0001"), .. Text("boot")]) { ProofLength = 4 },
        new(ProbeKind.Tftp, "empty file", Hex("0003 0001")),
        new(ProbeKind.Tftp, "option acknowledgment", [.. Hex("0006"), .. Text("blksize\0512\0")]),
    ];

    private static GenuineReply[] Ntp() =>
    [
        new(ProbeKind.Ntp, "time",
            Hex("24 02 00 E9 00000010 00000020 C0000201 EA000000 00000000 0123456789ABCDEF EA000001 00000000 EA000001 00001000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
        new(ProbeKind.Ntp, "kiss-o'-death",
            Hex("E4 00 00 00 00000000 00000000 52415445 0000000000000000 0123456789ABCDEF 0000000000000000 0000000000000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    private static GenuineReply[] NtpMonlist() =>
    [
        new(ProbeKind.NtpMonlist, "one client", [.. Hex("97 00 03 2A 0001 0048"), .. new byte[72]]),
        new(ProbeKind.NtpMonlist, "more to come", [.. Hex("D7 00 03 2A 0002 0048"), .. new byte[144]]),
        new(ProbeKind.NtpMonlist, "no data", Hex("97 00 03 2A 4000 0000")),
        new(ProbeKind.NtpMonlist, "bad format", Hex("97 00 03 2A 3000 0000")),
    ];

    private static GenuineReply[] RipNg() =>
    [
        new(ProbeKind.RipNg, "one route", Hex("02 01 0000  20010DB8000000000000000000000000 0000 20 01")),
        new(ProbeKind.RipNg, "next hop and default route", Hex(
            "02 01 0000  FE800000000000000000000000000001 0000 00 FF  00000000000000000000000000000000 0000 00 10"))
        {
            ProofLength = 24,
        },
    ];

    private static GenuineReply[] DhcpV6() =>
    [
        new(ProbeKind.DhcpV6, "reply", Hex($"07 012345  0001 000A {Duid}  {ServerId}")) { Echoes = [Hex("012345"), Hex(Duid)] },
        new(ProbeKind.DhcpV6, "refusal with status 5 UseMulticast", Hex($"07 012345  000D 0002 0005  {ServerId}  0001 000A {Duid}"))
        {
            Echoes = [Hex("012345"), Hex(Duid)],
        },
    ];

    private static GenuineReply[] Ssdp() =>
    [
        Ssdp("root device", provedBy: "\r\nST:", "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nEXT:\r\n"
            + "LOCATION: http://192.0.2.1:5000/d.xml\r\nST: upnp:rootdevice\r\n\r\n"),
        Ssdp("only a USN, in another case", provedBy: "usn :", "HTTP/1.0 200 OK\nusn : uuid:1::upnp:rootdevice\n\n"),
        Ssdp("bad request", provedBy: "Request\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"),
    ];

    private static GenuineReply Ssdp(string what, string provedBy, string message) => new(ProbeKind.Ssdp, what, Text(message))
    {
        ProofLength = message.IndexOf(provedBy, StringComparison.Ordinal) + provedBy.Length,
    };

    private static GenuineReply[] MplsPing() =>
    [
        new(ProbeKind.MplsPing, "egress of the path",
            Hex("0001 0000 02 02 03 01 01234567 89ABCDEF 0000000000000000 EA00000000000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
        new(ProbeKind.MplsPing, "malformed request",
            Hex("0001 0000 02 02 01 00 01234567 89ABCDEF 0000000000000000 0000000000000000 0003 0004 00000000"))
        {
            ProofLength = 32, Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    private static GenuineReply[] MemcachedText() =>
    [
        new(ProbeKind.MemcachedText, "version", [.. Hex("0123 0000 0001 0000"), .. Text("VERSION 1.6.18\r\n")]) { Echoes = [Hex("0123")] },
        new(ProbeKind.MemcachedText, "error", [.. Hex("0123 0000 0001 0000"), .. Text("ERROR\r\n")]) { Echoes = [Hex("0123")] },
        new(ProbeKind.MemcachedText, "server error", [.. Hex("0123 0000 0001 0000"), .. Text("SERVER_ERROR out of memory\r\n")])
        {
            Echoes = [Hex("0123")],
        },
        new(ProbeKind.MemcachedText, "client error", [.. Hex("0123 0000 0001 0000"), .. Text("CLIENT_ERROR unauthenticated\r\n")])
        {
            Echoes = [Hex("0123")],
        },
    ];

    private static GenuineReply[] MemcachedBinary() =>
    [
        new(ProbeKind.MemcachedBinary, "version",
            [.. Hex("0123 0000 0001 0000  81 0B 0000 00 00 0000 00000006 76543210 0000000000000000"), .. Text("1.6.18")])
        {
            Echoes = [Hex("0123"), Hex("76543210")],
        },
        new(ProbeKind.MemcachedBinary, "unknown command",
            [.. Hex("0123 0000 0001 0000  81 0B 0000 00 00 0081 0000000F 76543210 0000000000000000"), .. Text("Unknown command")])
        {
            Echoes = [Hex("0123"), Hex("76543210")],
        },
    ];
}
