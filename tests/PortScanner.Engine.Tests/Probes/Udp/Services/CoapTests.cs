using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class CoapTests() : UdpServiceTests(ProbeKind.Coap, number: 42)
{
    // version 1, confirmable, no token; empty; message ID
    internal override string RequestOctets => "40 00 0123";

    internal override (string Layers, string Info) Wireshark => (":coap", "CON, MID:291, Empty Message");

    internal override IReadOnlyList<GenuineReply> Replies => [new("reset", Hex("7000 0123")) { Echoes = [Hex("0123")] }];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("an acknowledgment", Hex("6000 0123")),
        new("another version", Hex("B000 0123")),
        new("a token", Hex("7100 0123 AA")),
        new("a code", Hex("7045 0123")),
        new("a payload", Hex("7000 0123 FF 61")),
    ];
}
