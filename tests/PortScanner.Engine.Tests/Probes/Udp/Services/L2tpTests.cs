using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class L2tpTests() : UdpServiceTests(ProbeKind.L2tp, number: 30)
{
    // T, L, S, version 2, length, no tunnel, session, Ns, Nr; SCCRQ, protocol 1.0, both framings, host name "tester", tunnel ID
    internal override string RequestOctets =>
        "C802 003A 0000 0000 0000 0000  8008 0000 0000 0001  8008 0000 0002 0100  800A 0000 0003 00000003  "
        + "800C 0000 0007 746573746572  8008 0000 0009 0123";

    internal override (string Layers, string Info) Wireshark => (":l2tp", "SCCRQ");

    internal override bool MayAnswerFromAnotherPort => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("reply", "0024  8008 0000 0000 0002  8008 0000 0002 0100  8008 0000 0009 002A"),
        Reply("refusal", "001C  8008 0000 0000 0004  8008 0000 0001 0002"),
        Reply("acknowledgment alone", "000C"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("data", Hex("0002 0123 0000")),
        new("version 3", Hex("C803 000C 0123 0000 0000 0001")),
        new("a length that is not its own", Hex("C802 000D 0123 0000 0000 0001")),
        new("a request", Hex("C802 0014 0123 0000 0000 0001  8008 0000 0000 0001")),
        new("another attribute first", Hex("C802 0014 0123 0000 0000 0001  8008 0000 0002 0002")),
        new("an attribute of a vendor", Hex("C802 0014 0123 0000 0000 0001  8008 0009 0000 0002")),
    ];

    private static GenuineReply Reply(string what, string lengthAndAttributes)
    {
        byte[] rest = Hex(lengthAndAttributes);
        byte[] reply = [.. Hex("C802"), .. rest[..2], .. Hex("0123 0000 0000 0001"), .. rest[2..]];
        return new(what, reply) { Echoes = [Hex("0123")] };
    }
}
