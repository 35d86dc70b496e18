using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class NtpMonlistTests() : UdpServiceTests(ProbeKind.NtpMonlist, number: 13)
{
    // VN 2 mode 7, sequence 0, XNTPD, MON_GETLIST_1, no items
    internal override string RequestOctets => "17 00 03 2A 0000 0000";

    internal override (string Layers, string Info) Wireshark => (":ntp", "NTP Version 2, private, Request, MON_GETLIST_1");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one client", [.. Hex("97 00 03 2A 0001 0048"), .. new byte[72]]),
        new("more to come", [.. Hex("D7 00 03 2A 0002 0048"), .. new byte[144]]),
        new("no data", Hex("97 00 03 2A 4000 0000")),
        new("bad format", Hex("97 00 03 2A 3000 0000")),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("17 00 03 2A 0000 0000")),
        new("mode 6", Hex("96 00 03 2A 0000 0000")),
        new("version 0", Hex("87 00 03 2A 0000 0000")),
        new("another implementation", Hex("97 00 02 2A 4000 0000")),
        new("another request code", Hex("97 00 03 2B 4000 0000")),
        new("an unknown error", Hex("97 00 03 2A 8000 0000")),
        new("fewer items than it says", Hex("97 00 03 2A 0002 0004 00000000")),
    ];
}
