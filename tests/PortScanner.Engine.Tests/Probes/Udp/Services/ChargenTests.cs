using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class ChargenTests() : UdpServiceTests(ProbeKind.Chargen, number: 8)
{
    private const string FirstLine = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg\r\n";
    private const string Wrapped = "tuvwxyz{|}~ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\r\n";
    private const string WithoutSpace = "wxyz{|}~!\"#$%&'()";

    // any byte
    internal override string RequestOctets => "0A";

    internal override (string Layers, string Info) Wireshark => (":chargen", "Chargen");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one line", Text(FirstLine)) { ProofLength = 16 },
        new("lines from the middle", Text(Wrapped + FirstLine)) { ProofLength = 16 },
        new("ring without the space", Text(WithoutSpace)) { ProofLength = 16 },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("abcdefghijklmnpq"),
        Says("abcdefghijklmno\n"),
        Says("wxyz{|}~\"#$%&'()*"),
        Says("\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F !"),
    ];
}
