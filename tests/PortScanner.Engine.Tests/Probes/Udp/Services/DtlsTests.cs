using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class DtlsTests() : UdpServiceTests(ProbeKind.Dtls, number: 22)
{
    internal override (string Layers, string Info) Wireshark => (":dtls", "Client Hello");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("cookie", Hex("16 FEFF 0000 000000000000 0013  03 000007 0000 000000 000007 FEFF 04 C00C1E55")),
        new("hello and certificate", [.. Hex("16 FEFD 0000 000000000000 0032  02 000026 0000 000000 000026 FEFD"), .. new byte[32], .. Hex("00 C02F 00"), 0x16])
        {
            ProofLength = 13 + 50,
        },
        new("alert 40, handshake failure", Hex("15 FEFD 0000 000000000000 0002  02 28")),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("TLS", Hex("15 0303 0000 000000000000 0002  02 28")),
        new("another epoch", Hex("15 FEFD 0001 000000000000 0002  02 28")),
        new("data", Hex("17 FEFD 0000 000000000000 0002  02 28")),
        new("an alert of another level", Hex("15 FEFD 0000 000000000000 0002  03 28")),
        new("an alert that is too long", Hex("15 FEFD 0000 000000000000 0003  02 28 00")),
        new("a hello of a client", Hex("16 FEFF 0000 000000000000 0013  01 000007 0000 000000 000007 FEFF 04 C00C1E55")),
        new("no cookie", Hex("16 FEFF 0000 000000000000 000F  03 000003 0000 000000 000003 FEFF 00")),
        new("a cookie that is cut short", Hex("16 FEFF 0000 000000000000 0012  03 000007 0000 000000 000007 FEFF 04 C00C1E")),
        new("a hello of TLS", Hex("16 FEFF 0000 000000000000 0013  03 000007 0000 000000 000007 0303 04 C00C1E55")),
        new("a hello without random", Hex("16 FEFD 0000 000000000000 000E  02 000026 0000 000000 000026 FEFD")),
    ];

    [Fact]
    public void Request_is_a_hello_with_a_random_that_changes_with_the_nonce()
    {
        byte[] request = Request(Kind);

        // handshake, DTLS 1.0, epoch and sequence 0, length; client hello, length, message 0, whole; DTLS 1.2
        Assert.Equal(Hex("16 FEFF 0000 000000000000 0040  01 000034 0000 000000 000034  FEFD"), request[..27]);
        Assert.True(request[27..59].Distinct().Count() > 24);
        Assert.NotEqual(request[27..59], Request(Kind, Nonce with { Low = Nonce.Low ^ 1 })[27..59]);

        // no session, no cookie, six cipher suites, no compression
        Assert.Equal(Hex("00 00 000C C02B C02F C014 009C 002F C0A8 01 00"), request[59..]);
    }
}
