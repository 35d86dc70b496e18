using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What IKE responders answer, on port 500 and, behind the marker, on port 4500.</summary>
internal static class IkeReplies
{
    private const string Spis = "0123456789ABCDEF 1122334455667788";

    private static readonly (string What, byte[] Message)[] Messages =
    [
        ("chosen proposal", Accept()),
        ("NO_PROPOSAL_CHOSEN", Hex($"{Spis} 29 20 22 20 00000000 00000024  00 00 0008 00 00 000E")),
        ("INVALID_KE_PAYLOAD, wants group 14", Hex($"{Spis} 29 20 22 20 00000000 00000026  00 00 000A 00 00 0011 000E")),
        ("COOKIE", Hex("0123456789ABCDEF 0000000000000000 29 20 22 20 00000000 0000002C  00 00 0010 00 00 4006 AABBCCDDEEFF0011")),
        ("IKEv1 INVALID-MAJOR-VERSION", Hex($"{Spis} 0B 10 05 00 99887766 00000028  00 00 000C 00000001 01 00 0005")),
    ];

    public static GenuineReply[] All() =>
    [
        .. Messages.Select(one => new GenuineReply(ProbeKind.IkeV2, one.What, one.Message) { Echoes = [Hex("0123456789ABCDEF")] }),
        .. Messages.Select(one =>
            new GenuineReply(ProbeKind.IkeV2NatT, one.What, [0, 0, 0, 0, .. one.Message]) { Echoes = [Hex("0123456789ABCDEF")] }),
    ];

    private static byte[] Accept() =>
    [
        .. Hex($"{Spis} 21 20 22 20 00000000 00000098"),
        .. Hex("22 00 0030  00 00 002C 01 01 00 04"),
        .. Hex("03 00 000C 01 00 000C 800E 0080  03 00 0008 02 00 0005  03 00 0008 03 00 000C  00 00 0008 04 00 001F"),
        .. Hex("28 00 0028 001F 0000"), .. Enumerable.Repeat((byte)0x55, 32),
        .. Hex("00 00 0024"), .. Enumerable.Repeat((byte)0x66, 32),
    ];
}
