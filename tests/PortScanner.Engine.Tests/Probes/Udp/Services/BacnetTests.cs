using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class BacnetTests() : UdpServiceTests(ProbeKind.Bacnet, number: 48)
{
    // BACnet/IP, unicast, length; version 1, reply expected; confirmed request, sizes, invoke ID, ReadProperty; device 4194303, property 75
    internal override string RequestOctets => "81 0A 0011  01 04  00 05 23 0C  0C 023FFFFF 19 4B";

    internal override (string Layers, string Info) Wireshark => (":bvlc:bacnet:bacapp", "readProperty");

    internal override int SecretBits => 8;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("identifier", "0014 01 00  30 23 0C  0C 023FFFFF 19 4B 3E C4 02000001 3F"),
        Reply("unknown object", "000D 01 00  50 23 0C  91 01 91 1F"),
        Reply("reject", "0009 01 00  60 23 09"),
        Reply("abort", "0009 01 00  71 23 04"),
        Reply("identifier from behind a router", "0017 01 08 0005 01 2A  30 23 0C  0C 023FFFFF 19 4B 3E C4 02"),
        Reply("error to behind a router", "0014 01 28 FFFF 00 0005 01 2A FF  50 23 0C  91"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a broadcast", Hex("81 0B 0009 01 00  60 23 09")),
        new("a length that is not its own", Hex("81 0A 000A 01 00  60 23 09")),
        new("another version", Hex("81 0A 0009 02 00  60 23 09")),
        new("a message of the network layer", Hex("81 0A 0009 01 80  60 23 09")),
        new("a request", Hex("81 0A 000A 01 00  00 23 0C 00")),
        new("an answer for another service", Hex("81 0A 000A 01 00  30 23 0E 00")),
        new("an empty acknowledgment", Hex("81 0A 0009 01 00  30 23 0C")),
        new("an address that is cut short", Hex("81 0A 0009 01 08  0005 02 2A")),
    ];

    private static GenuineReply Reply(string what, string behindFunction)
    {
        byte[] reply = Hex("81 0A" + behindFunction);
        reply[2] = (byte)(reply.Length >> 8);
        reply[3] = (byte)reply.Length;
        return new(what, reply) { Echoes = [Hex("23")] };
    }
}
