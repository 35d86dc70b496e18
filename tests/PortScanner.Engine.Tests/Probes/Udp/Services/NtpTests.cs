using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class NtpTests() : UdpServiceTests(ProbeKind.Ntp, number: 12)
{
    private static readonly byte[] Time = Hex("24 02 00 E9 00000010 00000020 C0000201 EA000000 00000000 0123456789ABCDEF EA000001 00000000 EA000001 00001000");

    // LI 0 VN 4 mode 3, zeros, transmit timestamp
    internal override string RequestOctets =>
        "23 000000 00000000 00000000 00000000 0000000000000000 0000000000000000 0000000000000000 0123456789ABCDEF";

    internal override (string Layers, string Info) Wireshark => (":ntp", "NTP Version 4, client");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("time", Time)
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
        new("kiss-o'-death",
            Hex("E4 00 00 00 00000000 00000000 52415445 0000000000000000 0123456789ABCDEF 0000000000000000 0000000000000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a client's query", [0x23, .. Time[1..]]),
        new("a broadcast", [0x25, .. Time[1..]]),
        new("version 0", [0x04, .. Time[1..]]),
        new("version 5", [0x2C, .. Time[1..]]),
    ];
}
