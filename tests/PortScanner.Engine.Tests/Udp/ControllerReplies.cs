using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What controllers of servers, buildings and radio links answer.</summary>
internal static class ControllerReplies
{
    public static GenuineReply[] All() => [.. Ipmi(), .. Ubiquiti(), .. Bacnet()];

    private static GenuineReply[] Ipmi() =>
    [
        new(ProbeKind.Ipmi, "pong", Hex("06 00 FF 06 000011BE 40 23 00 10  000011BE 00000000 81 00 000000000000")) { Echoes = [Hex("23")] },
    ];

    private static GenuineReply[] Ubiquiti() =>
    [
        new(ProbeKind.Ubiquiti, "hardware address and name", [.. Hex("01 00 0010  01 0006 00005E005301  0B 0004"), .. Text("roof")]),
        new(ProbeKind.Ubiquiti, "an empty fact", Hex("01 00 0003  0C 0000")),
    ];

    private static GenuineReply[] Bacnet() =>
    [
        Bacnet("identifier", "0014 01 00  30 23 0C  0C 023FFFFF 19 4B 3E C4 02000001 3F"),
        Bacnet("unknown object", "000D 01 00  50 23 0C  91 01 91 1F"),
        Bacnet("reject", "0009 01 00  60 23 09"),
        Bacnet("abort", "0009 01 00  71 23 04"),
        Bacnet("identifier from behind a router", "0017 01 08 0005 01 2A  30 23 0C  0C 023FFFFF 19 4B 3E C4 02"),
        Bacnet("error to behind a router", "0014 01 28 FFFF 00 0005 01 2A FF  50 23 0C  91"),
    ];

    private static GenuineReply Bacnet(string what, string behindFunction)
    {
        byte[] reply = Hex("81 0A" + behindFunction);
        reply[2] = (byte)(reply.Length >> 8);
        reply[3] = (byte)reply.Length;
        return new(ProbeKind.Bacnet, what, reply) { Echoes = [Hex("23")] };
    }
}
