using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What rpcbind, directory, STUN, VPN and CoAP servers answer.</summary>
internal static class ServerReplies
{
    public static GenuineReply[] All() => [.. Rpcbind(), .. Cldap(), .. OpenVpn(), .. Stun(), .. Coap()];

    private static GenuineReply[] Rpcbind() =>
    [
        Rpcbind("success", "00000000  00000000 00000000  00000000"),
        Rpcbind("success behind a verifier of five bytes", "00000000  00000001 00000005 AABBCCDDEE000000  00000000"),
        Rpcbind("another version", "00000000  00000000 00000000  00000002 00000003 00000004", proofLength: 24),
        Rpcbind("RPC version denied", "00000001  00000000 00000002 00000002", proofLength: 16),
        Rpcbind("authentication denied", "00000001  00000001 00000005", proofLength: 16),
    ];

    private static GenuineReply Rpcbind(string what, string status, int? proofLength = null)
    {
        byte[] reply = Hex("01234567 00000001 " + status);
        return new(ProbeKind.Rpcbind, what, reply) { ProofLength = proofLength ?? reply.Length, Echoes = [Hex("01234567")] };
    }

    private static GenuineReply[] Cldap() =>
    [
        Cldap("entry without attributes", Tlv(0x30, MessageId, Tlv(0x64, Hex("0400"), Tlv(0x30)))),
        Cldap("end of the search", Tlv(0x30, MessageId, Tlv(0x65, Hex("0A 01 00"), Hex("0400"), Hex("0400")))),
        Cldap("refusal", LongTlv(0x30, MessageId, LongTlv(0x65, Hex("0A 01 35"), Hex("0400"), [0x04, 9, .. Text("unwilling")]))),
        Cldap("entry and end in one datagram",
            [
                .. Tlv(0x30, MessageId, Tlv(0x64, Hex("0400"), Tlv(0x30))),
                .. Tlv(0x30, MessageId, Tlv(0x65, Hex("0A 01 00"), Hex("0400"), Hex("0400"))),
            ]) with { ProofLength = 14 },
    ];

    private static byte[] MessageId => Hex("02 04 41234567");

    private static GenuineReply Cldap(string what, byte[] reply) => new(ProbeKind.Cldap, what, reply) { Echoes = [Hex("41234567")] };

    private static GenuineReply[] OpenVpn() =>
    [
        new(ProbeKind.OpenVpn, "hard reset", Hex("40 1122334455667788 01 00000000 0123456789ABCDEF 00000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    private static GenuineReply[] Stun() =>
    [
        Stun("our address", "0101 000C 2112A442 0123456789ABCDEF76543210  0020 0008 0001 BD54 E112A603"),
        Stun("error", "0111 0008 2112A442 0123456789ABCDEF76543210  0009 0004 00000400"),
    ];

    private static GenuineReply Stun(string what, string reply) => new(ProbeKind.Stun, what, Hex(reply))
    {
        Echoes = [Hex("0123456789ABCDEF76543210")],
    };

    private static GenuineReply[] Coap() => [new(ProbeKind.Coap, "reset", Hex("7000 0123")) { Echoes = [Hex("0123")] }];
}
