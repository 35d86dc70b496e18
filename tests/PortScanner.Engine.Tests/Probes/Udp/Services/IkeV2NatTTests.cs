using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class IkeV2NatTTests() : UdpServiceTests(ProbeKind.IkeV2NatT, number: 37)
{
    /// <summary>Four bytes that no SPI of ESP is (RFC 3948 section 2.2).</summary>
    private static readonly byte[] Marker = [0, 0, 0, 0];

    internal override (string Layers, string Info) Wireshark => (":udpencap:isakmp", "IKE_SA_INIT MID=00 Initiator Request");

    internal override IReadOnlyList<GenuineReply> Replies =>
        [.. new IkeV2Tests().Replies.Select(reply => new GenuineReply(reply.What, [.. Marker, .. reply.Bytes]) { Echoes = reply.Echoes })];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
        [.. new IkeV2Tests().Lookalikes.Select(reply => reply with { Bytes = [.. Marker, .. reply.Bytes] })];

    [Fact]
    public void Request_is_the_plain_one_after_four_zero_bytes() =>
        Assert.Equal([0, 0, 0, 0, .. Request(ProbeKind.IkeV2)], Request(Kind));
}
