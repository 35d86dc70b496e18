using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class IkeV2Tests() : UdpServiceTests(ProbeKind.IkeV2, number: 23)
{
    private const string Spis = "0123456789ABCDEF 1122334455667788";

    private static readonly byte[][] Echo = [Hex("0123456789ABCDEF")];

    internal override (string Layers, string Info) Wireshark => (":isakmp", "IKE_SA_INIT MID=00 Initiator Request");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("chosen proposal", Accept()) { Echoes = Echo },
        new("NO_PROPOSAL_CHOSEN", Hex($"{Spis} 29 20 22 20 00000000 00000024  00 00 0008 00 00 000E")) { Echoes = Echo },
        new("INVALID_KE_PAYLOAD, wants group 14", Hex($"{Spis} 29 20 22 20 00000000 00000026  00 00 000A 00 00 0011 000E")) { Echoes = Echo },
        new("COOKIE", Hex("0123456789ABCDEF 0000000000000000 29 20 22 20 00000000 0000002C  00 00 0010 00 00 4006 AABBCCDDEEFF0011")) { Echoes = Echo },
        new("IKEv1 INVALID-MAJOR-VERSION", Hex($"{Spis} 0B 10 05 00 99887766 00000028  00 00 000C 00000001 01 00 0005")) { Echoes = Echo },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("of the initiator", Hex("0123456789ABCDEF 1122334455667788 29 20 22 28 00000000 0000001C")),
        new("a request", Hex("0123456789ABCDEF 1122334455667788 29 20 22 00 00000000 0000001C")),
        new("of another exchange", Hex("0123456789ABCDEF 1122334455667788 29 20 23 20 00000000 0000001C")),
        new("of another message", Hex("0123456789ABCDEF 1122334455667788 29 20 22 20 00000001 0000001C")),
        new("of IKEv3", Hex("0123456789ABCDEF 1122334455667788 29 30 22 20 00000000 0000001C")),
        new("longer than it says", Hex("0123456789ABCDEF 1122334455667788 29 20 22 20 00000000 0000001C 00")),
        new("of an IKEv1 main mode", Hex("0123456789ABCDEF 1122334455667788 01 10 02 00 00000000 0000001C")),
    ];

    [Fact]
    public void Request_has_the_fields_of_its_specification()
    {
        byte[] request = Request(Kind);

        // SPIs, next SA, version 2.0, IKE_SA_INIT, initiator, message 0, length 144
        Assert.Equal(Hex("0123456789ABCDEF 0000000000000000 21 20 22 08 00000000 00000090"), request[..28]);

        // SA: one proposal for IKE of five transforms: AES-CBC-128, PRF and integrity by HMAC-SHA2-256, groups 31 and 14
        Assert.Equal(
            Hex("22 00 0038  00 00 0034 01 01 00 05  03 00 000C 01 00 000C 800E 0080  03 00 0008 02 00 0005"
                + "03 00 0008 03 00 000C  03 00 0008 04 00 001F  00 00 0008 04 00 000E"),
            request[28..84]);

        // KE: group 31, 32 bytes; then Nonce: 16 bytes
        Assert.Equal(Hex("28 00 0028 001F 0000"), request[84..92]);
        Assert.Equal(Hex("00 00 0014"), request[124..128]);
        Assert.Equal(144, request.Length);
    }

    [Fact]
    public void Public_value_and_nonce_look_random_and_change_with_the_nonce()
    {
        byte[] request = Request(Kind);
        byte[] other = Request(Kind, Nonce with { Low = Nonce.Low ^ 1 });

        Assert.True(request[92..124].Distinct().Count() > 24);
        Assert.Equal(16, request[128..].Length);
        Assert.Empty(request[92..124].Chunk(8).Intersect(other[92..124].Chunk(8), EqualityComparer<byte[]>.Create(
            (left, right) => left.AsSpan().SequenceEqual(right), word => word[0])));
        Assert.NotEqual(request[128..], other[128..]);
    }

    private static byte[] Accept() =>
    [
        .. Hex($"{Spis} 21 20 22 20 00000000 00000098"),
        .. Hex("22 00 0030  00 00 002C 01 01 00 04"),
        .. Hex("03 00 000C 01 00 000C 800E 0080  03 00 0008 02 00 0005  03 00 0008 03 00 000C  00 00 0008 04 00 001F"),
        .. Hex("28 00 0028 001F 0000"), .. Enumerable.Repeat((byte)0x55, 32),
        .. Hex("00 00 0024"), .. Enumerable.Repeat((byte)0x66, 32),
    ];
}
