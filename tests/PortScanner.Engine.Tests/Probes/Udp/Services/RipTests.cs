using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class RipTests() : UdpServiceTests(ProbeKind.Rip, number: 24)
{
    // request, version 2; no family, tag, address, mask, next hop; metric 16
    internal override string RequestOctets => "01 02 0000 0000 0000 00000000 00000000 00000000 00000010";

    internal override (string Layers, string Info) Wireshark => (":rip", "Request");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("default route", Hex("02 02 0000  0002 0000 00000000 00000000 00000000 00000001")),
        new("two routes, one of them gone", Hex(
            "02 02 0000  0002 0000 C0000200 FFFFFF00 00000000 00000002  0002 0007 C6336400 FFFFFF00 C0000201 00000010"))
        {
            ProofLength = 24,
        },
        new("authenticated", Hex(
            "02 02 0000  FFFF 0002 73656372657400000000000000000000  0002 0000 C0000200 FFFFFF00 00000000 00000001"))
        {
            ProofLength = 24,
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("version 1", Hex("02 01 0000  0002 0000 00000000 00000000 00000000 00000001")),
        new("a request", Hex("01 02 0000  0002 0000 00000000 00000000 00000000 00000001")),
        new("no entry", Hex("02 02 0000")),
        new("half an entry", Hex("02 02 0000  0002 0000 00000000")),
        new("another family", Hex("02 02 0000  0001 0000 00000000 00000000 00000000 00000001")),
        new("metric 0", Hex("02 02 0000  0002 0000 00000000 00000000 00000000 00000000")),
        new("metric 17", Hex("02 02 0000  0002 0000 00000000 00000000 00000000 00000011")),
    ];

    [Fact]
    public void Reply_of_more_than_25_entries_is_rejected()
    {
        byte[] entry = Hex("0002 0000 00000000 00000000 00000000 00000001");
        Assert.True(Recognises(Kind, [2, 2, 0, 0, .. Enumerable.Repeat(entry, 25).SelectMany(bytes => bytes)]));
        Assert.False(Recognises(Kind, [2, 2, 0, 0, .. Enumerable.Repeat(entry, 26).SelectMany(bytes => bytes)]));
    }
}
