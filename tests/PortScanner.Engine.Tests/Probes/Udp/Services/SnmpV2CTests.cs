using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;
using static PortScanner.Engine.Tests.Probes.Udp.SnmpResponses;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SnmpV2CTests() : UdpServiceTests(ProbeKind.SnmpV2c, number: 16)
{
    // version, "public", GetRequest { id, 0, 0, { { sysUpTime.0, NULL } } }
    internal override string RequestOctets =>
        "30 29 020101 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500";

    internal override (string Layers, string Info) Wireshark => (":snmp", "get-request 1.3.6.1.2.1.1.3.0");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("uptime", Response(version: 1, RequestId, Zero, Hex("43 03 01E240"))) { Echoes = [Hex("41234567")] },
        new("noSuchObject", Response(version: 1, RequestId, Zero, Hex("80 00"))) { Echoes = [Hex("41234567")] },
        new("needlessly long lengths and numbers", LongWinded()) { Echoes = [Hex("41234567")] },
    ];

    private static byte[] LongWinded() => LongTlv(0x30,
        Hex("02 04 00000001"),
        Public,
        LongTlv(0xA2, Hex("02 05 0041234567"), Zero, Zero, LongTlv(0x30, LongTlv(0x30, SysUpTime, Hex("43 01 2A")))));
}
