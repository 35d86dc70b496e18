using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class TftpTests() : UdpServiceTests(ProbeKind.Tftp, number: 10)
{
    // RRQ, "01234567", 0, "octet", 0
    internal override string RequestOctets => "0001 3031323334353637 00 6F63746574 00";

    internal override (string Layers, string Info) Wireshark => (":tftp", "Read Request, File: 01234567, Transfer type: octet");

    internal override bool MayAnswerFromAnotherPort => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("file not found", [.. Hex("0005 0001"), .. Text("File not found\0")]),
        new("error without words", Hex("0005 0002 00")),
        new("first block", [.. Hex("0003 0001"), .. Text("boot")]) { ProofLength = 4 },
        new("empty file", Hex("0003 0001")),
        new("option acknowledgment", [.. Hex("0006"), .. Text("blksize\0512\0")]),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("an unknown error code", Hex("0005 0009 00")),
        new("an error without its last zero", Hex("0005 0001 4E6F")),
        new("an error with bytes behind its message", Hex("0005 0001 4E 00 6F 00")),
        new("a later block", Hex("0003 0002 4E6F")),
        new("an acknowledgment of an option without value", Hex("0006 626C6B73697A65 00")),
        new("an acknowledgment of an option without name", Hex("0006 00 35 00")),
        new("an acknowledgment of nothing", Hex("0006")),
        new("an acknowledgment of data", Hex("0004 0001")),
        new("a write request", Hex("0002 61 00 6F63746574 00")),
    ];

    [Fact]
    public void First_block_longer_than_512_bytes_is_rejected()
    {
        Assert.True(Recognises(Kind, [0, 3, 0, 1, .. new byte[512]]));
        Assert.False(Recognises(Kind, [0, 3, 0, 1, .. new byte[513]]));
    }
}
