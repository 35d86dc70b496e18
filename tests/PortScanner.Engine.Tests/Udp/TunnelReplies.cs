using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What servers of encrypted and tunnelled connections answer, remote desktops among them.</summary>
internal static class TunnelReplies
{
    private const string OurDestination = "0123456789ABCDEF";
    private const string OurSource = "FEDCBA9876543210";

    public static GenuineReply[] All() => [.. Quic(), .. Dtls(), .. L2tp(), .. RdpUdp()];

    private static GenuineReply[] Quic() =>
    [
        new(ProbeKind.Quic, "one version", Hex($"80 00000000 08 {OurSource} 08 {OurDestination} 00000001")) { Echoes = [Hex(OurSource), Hex(OurDestination)] },
        new(ProbeKind.Quic, "three versions behind random bits", Hex($"EB 00000000 08 {OurSource} 08 {OurDestination} 6B3343CF 00000001 9A9A9A9A"))
        {
            ProofLength = 27, Echoes = [Hex(OurSource), Hex(OurDestination)],
        },
    ];

    private static GenuineReply[] Dtls() =>
    [
        new(ProbeKind.Dtls, "cookie", Hex("16 FEFF 0000 000000000000 0013  03 000007 0000 000000 000007 FEFF 04 C00C1E55")),
        new(ProbeKind.Dtls, "hello and certificate", [.. Hex("16 FEFD 0000 000000000000 0032  02 000026 0000 000000 000026 FEFD"), .. new byte[32], .. Hex("00 C02F 00"), 0x16])
        {
            ProofLength = 13 + 50,
        },
        new(ProbeKind.Dtls, "alert 40, handshake failure", Hex("15 FEFD 0000 000000000000 0002  02 28")),
    ];

    private static GenuineReply[] L2tp() =>
    [
        L2tp("reply", "0024  8008 0000 0000 0002  8008 0000 0002 0100  8008 0000 0009 002A"),
        L2tp("refusal", "001C  8008 0000 0000 0004  8008 0000 0001 0002"),
        L2tp("acknowledgment alone", "000C"),
    ];

    private static GenuineReply L2tp(string what, string lengthAndAttributes)
    {
        byte[] rest = Hex(lengthAndAttributes);
        byte[] reply = [.. Hex("C802"), .. rest[..2], .. Hex("0123 0000 0000 0001"), .. rest[2..]];
        return new(ProbeKind.L2tp, what, reply) { Echoes = [Hex("0123")] };
    }

    private static GenuineReply[] RdpUdp() =>
    [
        new(ProbeKind.RdpUdp, "acknowledgment", [.. Hex("01234567 0040 0005 89ABCDEF 04D0 04D0"), .. new byte[1216]])
        {
            ProofLength = 16, Echoes = [Hex("01234567")],
        },
        new(ProbeKind.RdpUdp, "acknowledgment with more flags", Hex("01234567 0040 1005 89ABCDEF 04D0 04D0 0001 0001 0000")) { ProofLength = 16, Echoes = [Hex("01234567")] },
    ];
}
