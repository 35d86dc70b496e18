using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What SNMP agents answer; the sample's request-id is 41234567.</summary>
internal static class SnmpReplies
{
    private static readonly byte[] RequestId = Hex("02 04 41234567");
    private static readonly byte[] Zero = Hex("02 01 00");
    private static readonly byte[] SysUpTime = Hex("06 08 2B06010201010300");
    private static readonly byte[] Public = [0x04, 6, .. Text("public")];

    public static GenuineReply[] All() =>
    [
        new(ProbeKind.SnmpV1, "uptime", Response(version: 0, RequestId, Zero, Hex("43 03 01E240"))) { Echoes = [Hex("41234567")] },
        new(ProbeKind.SnmpV1, "noSuchName", Response(version: 0, RequestId, Hex("02 01 02"), Hex("05 00"))) { Echoes = [Hex("41234567")] },
        new(ProbeKind.SnmpV2c, "uptime", Response(version: 1, RequestId, Zero, Hex("43 03 01E240"))) { Echoes = [Hex("41234567")] },
        new(ProbeKind.SnmpV2c, "noSuchObject", Response(version: 1, RequestId, Zero, Hex("80 00"))) { Echoes = [Hex("41234567")] },
        new(ProbeKind.SnmpV2c, "needlessly long lengths and numbers", LongWinded()) { Echoes = [Hex("41234567")] },
        new(ProbeKind.SnmpV3, "report of an unknown engine", Report(Hex("04 09 8000000001C0000201"))) { Echoes = [Hex("41234567")] },
    ];

    /// <summary>A discovery's Report (RFC 3414 section 4): usmStatsUnknownEngineIDs with its count.</summary>
    public static byte[] Report(byte[] engineId) => Tlv(0x30,
        Hex("02 01 03"),
        Tlv(0x30, RequestId, Hex("02 02 05DC"), Hex("04 01 00"), Hex("02 01 03")),
        Tlv(0x04, Tlv(0x30, engineId, Hex("02 01 05"), Hex("02 02 1234"), Hex("0400"), Hex("0400"), Hex("0400"))),
        Tlv(0x30,
            engineId,
            Hex("0400"),
            Tlv(0xA8, Zero, Zero, Zero, Tlv(0x30, Tlv(0x30, Hex("06 0A 2B060106030F01010400"), Hex("41 01 07"))))));

    public static byte[] Response(byte version, byte[] requestId, byte[] errorStatus, byte[] value) => Tlv(0x30,
        [0x02, 1, version],
        Public,
        Tlv(0xA2, requestId, errorStatus, Zero, Tlv(0x30, Tlv(0x30, SysUpTime, value))));

    private static byte[] LongWinded() => LongTlv(0x30,
        Hex("02 04 00000001"),
        Public,
        LongTlv(0xA2, Hex("02 05 0041234567"), Zero, Zero, LongTlv(0x30, LongTlv(0x30, SysUpTime, Hex("43 01 2A")))));
}
