using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;
using static PortScanner.Engine.Tests.Probes.Udp.SnmpResponses;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SnmpV3Tests() : UdpServiceTests(ProbeKind.SnmpV3, number: 17)
{
    // version, { msgID, 484, reportable, USM }, "{ engine, boots, time, user, auth, priv }",
    // { context, name, GetRequest { id, 0, 0, {} } }
    internal override string RequestOctets =>
        "30 3D 020103 30 10 0204 41234567 0202 01E4 0401 04 020103 "
        + "04 10 30 0E 0400 020100 020100 0400 0400 0400 30 14 0400 0400 A0 0E 0204 76543210 020100 020100 3000";

    internal override (string Layers, string Info) Wireshark => (":snmp", "get-request");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("report of an unknown engine", Report(Hex("04 09 8000000001C0000201"))) { Echoes = [Hex("41234567")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a report of an engine without a name", Report(Hex("0400"))),
    ];

    /// <summary>A discovery's Report (RFC 3414 section 4): usmStatsUnknownEngineIDs with its count.</summary>
    private static byte[] Report(byte[] engineId) => Tlv(0x30,
        Hex("02 01 03"),
        Tlv(0x30, RequestId, Hex("02 02 05DC"), Hex("04 01 00"), Hex("02 01 03")),
        Tlv(0x04, Tlv(0x30, engineId, Hex("02 01 05"), Hex("02 02 1234"), Hex("0400"), Hex("0400"), Hex("0400"))),
        Tlv(0x30,
            engineId,
            Hex("0400"),
            Tlv(0xA8, Zero, Zero, Zero, Tlv(0x30, Tlv(0x30, Hex("06 0A 2B060106030F01010400"), Hex("41 01 07"))))));
}
