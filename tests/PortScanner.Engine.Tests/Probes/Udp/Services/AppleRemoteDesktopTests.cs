using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class AppleRemoteDesktopTests() : UdpServiceTests(ProbeKind.AppleRemoteDesktop, number: 32)
{
    // as the reports on its abuse have it
    internal override string RequestOctets => "0014 0001 03";

    internal override (string Layers, string Info) Wireshark => (":data", "Len=5");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("information", [.. Hex("0001 03EA 0031"), .. new byte[1000]]),
        new("information of an older version", [.. Hex("0001 0166 0031"), .. new byte[356]]),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("nothing behind the length", Hex("0001 0000")),
        new("another content", Hex("0001 0004 0032 0000")),
        new("another kind", Hex("0002 0004 0031 0000")),
        new("fewer bytes than it says", Hex("0001 0005 0031 0000")),
        new("more bytes than it says", Hex("0001 0003 0031 0000")),
    ];
}
