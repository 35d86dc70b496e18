using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

/// <summary>RFC 8200 section 4: the way to the transport header past extension headers.</summary>
public sealed class Ipv6ExtensionHeaderTests
{
    private static readonly byte[] Udp = [0, 53, 0xEE, 0x48, 0, 8, 0, 0];

    public static byte[] WithEveryExtensionHeader() => Packet(
        IpProtocol.HopByHop,
        [
            IpProtocol.Routing, 0, 1, 4, 0, 0, 0, 0,
            IpProtocol.DestinationOptions, 0, 253, 0, 0, 0, 0, 0,
            IpProtocol.Fragment, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            IpProtocol.Authentication, 0, 0, 1, 0, 0, 0, 9,
            IpProtocol.Udp, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0,
            .. Udp,
        ]);

    [Fact]
    public void Every_extension_header_is_skipped()
    {
        Assert.True(Ipv6Header.TryParse(WithEveryExtensionHeader(), out var packet));
        Assert.Equal(IpProtocol.Udp, packet.Protocol);
        Assert.Equal(Udp, packet.Payload.ToArray());
        Assert.Equal((Udp.Length, true), (packet.PayloadLength, packet.HasMoreFragments));
    }

    [Fact]
    public void Payload_is_as_long_as_the_packet_says_without_its_extension_headers()
    {
        var whole = WithEveryExtensionHeader();
        Assert.True(Ipv6Header.TryParse(whole.AsSpan(0, whole.Length - 3), out var packet));
        Assert.Equal((Udp.Length - 3, Udp.Length), (packet.Payload.Length, packet.PayloadLength));
    }

    [Fact]
    public void First_fragment_is_read()
    {
        Assert.True(Ipv6Header.TryParse(Packet(IpProtocol.Fragment, [IpProtocol.Udp, 0, 0, 1, 0, 0, 0, 9, .. Udp]), out var packet));
        Assert.Equal((Udp.Length, true), (packet.PayloadLength, packet.HasMoreFragments));
    }

    [Fact]
    public void Later_fragment_has_no_transport_header() =>
        Assert.False(Ipv6Header.TryParse(Packet(IpProtocol.Fragment, [IpProtocol.Udp, 0, 0, 8, 0, 0, 0, 0, .. Udp]), out _));

    [Fact]
    public void Extension_header_that_is_longer_than_the_packet_is_refused() =>
        Assert.False(Ipv6Header.TryParse(Packet(IpProtocol.HopByHop, [IpProtocol.Udp, 9, 0, 0, 0, 0, 0, 0, .. Udp]), out _));

    [Fact]
    public void Extension_header_that_is_cut_off_is_refused() =>
        Assert.False(Ipv6Header.TryParse(Packet(IpProtocol.DestinationOptions, [IpProtocol.Udp, 0, 0]), out _));

    [Fact]
    public void Unknown_next_header_is_left_to_whoever_asks()
    {
        Assert.True(Ipv6Header.TryParse(Packet(200, Udp), out var packet));
        Assert.Equal(200, packet.Protocol);
    }

    private static byte[] Packet(byte nextHeader, byte[] payload)
    {
        var data = new byte[Ipv6Header.Length + payload.Length];
        Ipv6Header.Write(data, new byte[16], new byte[16], nextHeader, payload.Length, 64);
        payload.CopyTo(data.AsSpan(Ipv6Header.Length));
        return data;
    }
}
