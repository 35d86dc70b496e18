using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class NetBiosNameTests() : UdpServiceTests(ProbeKind.NetBiosName, number: 14)
{
    /// <summary>The encoded <c>*</c>, and behind it type NBSTAT and class Internet.</summary>
    private const string Everyone = "20 434B414141414141414141414141414141414141414141414141414141414141 00";
    private const string StatusOfEveryone = Everyone + "0021 0001";

    // ID, no flags, one question; "*" in first-level encoding, NBSTAT, IN
    internal override string RequestOctets =>
        "0123 0000 0001 0000 0000 0000  20 434B414141414141414141414141414141414141414141414141414141414141 00 0021 0001";

    internal override (string Layers, string Info) Wireshark => (":nbns", "Name query NBSTAT *");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one name",
            [
                .. Hex($"0123 8400 0000 0001 0000 0000 {StatusOfEveryone} 00000000 0041 01"), .. Text("WORKSTATION    "), .. Hex("00 0400"),
                .. new byte[46],
            ])
        {
            Echoes = [Hex("0123")],
        },
        new("no names", Hex($"0123 8400 0000 0001 0000 0000 {StatusOfEveryone} 00000000 0001 00")) { Echoes = [Hex("0123")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("0123 0000 0000 0001 0000 0000" + StatusOfEveryone + "00000000 0001 00")),
        new("another opcode", Hex("0123 A800 0000 0001 0000 0000" + StatusOfEveryone + "00000000 0001 00")),
        new("a question", Hex("0123 8400 0001 0001 0000 0000" + StatusOfEveryone + "00000000 0001 00")),
        new("no record", Hex("0123 8400 0000 0000 0000 0000" + StatusOfEveryone + "00000000 0001 00")),
        new("an address record", Hex("0123 8400 0000 0001 0000 0000" + Everyone + "0020 0001 00000000 0001 00")),
        new("an empty record", Hex("0123 8400 0000 0001 0000 0000" + StatusOfEveryone + "00000000 0000")),
        new("a longer record than there is", Hex("0123 8400 0000 0001 0000 0000" + StatusOfEveryone + "00000000 0002 00")),
    ];
}
