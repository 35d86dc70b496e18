using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class CldapTests() : UdpServiceTests(ProbeKind.Cldap, number: 19)
{
    // id, searchRequest { "", baseObject, neverDerefAliases, no limits, values too, present "objectClass", { "1.1" } }
    internal override string RequestOctets =>
        "30 2D 0204 41234567 63 25 0400 0A0100 0A0100 020100 020100 010100 87 0B 6F626A656374436C617373 30 05 0403 312E31";

    internal override (string Layers, string Info) Wireshark => (":cldap", "searchRequest");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("entry without attributes", Tlv(0x30, MessageId, Tlv(0x64, Hex("0400"), Tlv(0x30)))),
        Reply("end of the search", Tlv(0x30, MessageId, Tlv(0x65, Hex("0A 01 00"), Hex("0400"), Hex("0400")))),
        Reply("refusal", LongTlv(0x30, MessageId, LongTlv(0x65, Hex("0A 01 35"), Hex("0400"), [0x04, 9, .. Text("unwilling")]))),
        Reply("entry and end in one datagram",
            [
                .. Tlv(0x30, MessageId, Tlv(0x64, Hex("0400"), Tlv(0x30))),
                .. Tlv(0x30, MessageId, Tlv(0x65, Hex("0A 01 00"), Hex("0400"), Hex("0400"))),
            ]) with { ProofLength = 14 },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a search", Hex("30 0A 0204 41234567 63 02 0400")),
        new("an extended response", Hex("30 0A 0204 41234567 78 02 0400")),
        new("no sequence", Hex("31 0A 0204 41234567 64 02 0400")),
        new("an entry longer than the message", Hex("30 0A 0204 41234567 64 03 0400")),
    ];

    private static byte[] MessageId => Hex("02 04 41234567");

    private static GenuineReply Reply(string what, byte[] reply) => new(what, reply) { Echoes = [Hex("41234567")] };
}
