using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class QotdTests() : UdpServiceTests(ProbeKind.Qotd, number: 7)
{
    // any byte
    internal override string RequestOctets => "0A";

    internal override (string Layers, string Info) Wireshark => (":data", "Len=1");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("quote", Text("Simplicity is prerequisite for reliability.\r\n")) { ProofLength = 12 },
        new("quote with its year", Text("\"A ship in port is safe.\"\r\n\t(Grace Hopper, 1987)\r\n")) { ProofLength = 12 },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("unforgettable"),
        Says("be brief"),
        Says("... --- ... ---"),
        Says("21 NOV 2026 06:20:00"),
        Says("HTTP/1.1 400 Bad Request\r\n\r\n"),
        Says("<hudson> <version>a b</version></hudson>"),
        Says("{ \"a\": \"b, c, d\" }"),
        Says("there are no bells \a"),
    ];

    [Fact]
    public void Quote_longer_than_512_characters_is_rejected()
    {
        Assert.True(Recognises(Kind, Text("a " + new string('b', 510))));
        Assert.False(Recognises(Kind, Text("a " + new string('b', 511))));
    }
}
