using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;
using static PortScanner.Engine.Tests.Probes.Udp.SnmpResponses;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SnmpV1Tests() : UdpServiceTests(ProbeKind.SnmpV1, number: 15)
{
    // version, "public", GetRequest { id, 0, 0, { { sysUpTime.0, NULL } } }
    internal override string RequestOctets =>
        "30 29 020100 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500";

    internal override (string Layers, string Info) Wireshark => (":snmp", "get-request 1.3.6.1.2.1.1.3.0");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("uptime", Response(version: 0, RequestId, Zero, Hex("43 03 01E240"))) { Echoes = [Hex("41234567")] },
        new("noSuchName", Response(version: 0, RequestId, Hex("02 01 02"), Hex("05 00"))) { Echoes = [Hex("41234567")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("of SNMPv2c", Hex("30 29 020101 0406 7075626C6963 A2 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500")),
        new("a request", Hex("30 29 020100 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500")),
        new("of indefinite length", Hex("30 80 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000 0000")),
        new("of a length of five octets", Hex("30 85 000000001B 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000")),
        new("of a negative length", Hex("30 84 FFFFFFFF 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000")),
        new("with an empty request-id", Hex("30 17 020100 0406 7075626C6963 A2 0A 0200 020100 020100 3000")),
        new("with a request-id of nine octets", Hex("30 20 020100 0406 7075626C6963 A2 13 0209 000000000041234567 020100 020100 3000")),
        new("without bindings", Hex("30 19 020100 0406 7075626C6963 A2 0C 0204 41234567 020100 020100")),
    ];
}
