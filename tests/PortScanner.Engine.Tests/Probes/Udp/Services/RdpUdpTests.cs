using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class RdpUdpTests() : UdpServiceTests(ProbeKind.RdpUdp, number: 33)
{
    internal override (string Layers, string Info) Wireshark => (":rdpudp", "SYN");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("acknowledgment", [.. Hex("01234567 0040 0005 89ABCDEF 04D0 04D0"), .. new byte[1216]])
        {
            ProofLength = 16, Echoes = [Hex("01234567")],
        },
        new("acknowledgment with more flags", Hex("01234567 0040 1005 89ABCDEF 04D0 04D0 0001 0001 0000")) { ProofLength = 16, Echoes = [Hex("01234567")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a SYN without acknowledgment", Hex("01234567 0040 0001 89ABCDEF 04D0 04D0")),
        new("an MTU that is too small", Hex("01234567 0040 0005 89ABCDEF 046B 04D0")),
        new("an MTU that is too large", Hex("01234567 0040 0005 89ABCDEF 04D0 04D1")),
        new("an acknowledgment without SYN", Hex("01234567 0040 0004 89ABCDEF 04D0 04D0")),
    ];

    [Fact]
    public void Request_is_a_syn_padded_to_its_mtu()
    {
        byte[] request = Request(Kind);

        Assert.Equal(Hex("FFFFFFFF 0040 0001 01234567 04D0 04D0"), request[..16]);
        Assert.Equal(new byte[1232 - 16], request[16..]);
    }
}
