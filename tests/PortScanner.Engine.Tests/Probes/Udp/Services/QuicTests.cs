using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class QuicTests() : UdpServiceTests(ProbeKind.Quic, number: 21)
{
    private const string OurDestination = "0123456789ABCDEF";
    private const string OurSource = "FEDCBA9876543210";
    private const string Swapped = "08 FEDCBA9876543210 08 0123456789ABCDEF";

    internal override (string Layers, string Info) Wireshark => (":quic", "Initial, DCID=0123456789abcdef, SCID=fedcba9876543210");

    /// <summary>tshark takes a packet of an unknown version for one of version 1, and warns that it cannot be decrypted.</summary>
    internal override bool MakesTsharkComplain => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one version", Hex($"80 00000000 08 {OurSource} 08 {OurDestination} 00000001")) { Echoes = [Hex(OurSource), Hex(OurDestination)] },
        new("three versions behind random bits", Hex($"EB 00000000 08 {OurSource} 08 {OurDestination} 6B3343CF 00000001 9A9A9A9A"))
        {
            ProofLength = 27, Echoes = [Hex(OurSource), Hex(OurDestination)],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a short header", Hex("40 00000000 " + Swapped + " 00000001")),
        new("a version", Hex("C0 00000001 " + Swapped + " 00000001")),
        new("no version in its list", Hex("C0 00000000 " + Swapped)),
        new("half a version in its list", Hex("C0 00000000 " + Swapped + " 00000001 0000")),
        new("connection IDs as they were", Hex("C0 00000000 08 0123456789ABCDEF 08 FEDCBA9876543210 00000001")),
    ];

    [Fact]
    public void Request_is_a_long_header_of_a_reserved_version_in_1200_bytes()
    {
        byte[] request = Request(Kind);

        Assert.Equal(Hex("C0 1A2A3A4A 08 0123456789ABCDEF 08 FEDCBA9876543210 00 4496"), request[..26]);
        Assert.Equal(new byte[0x496], request[26..]);
        Assert.Equal(1200, request.Length);
    }
}
