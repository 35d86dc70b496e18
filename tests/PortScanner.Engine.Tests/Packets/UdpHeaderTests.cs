using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

/// <summary>RFC 768: how long a datagram is, and what the kernel would refuse.</summary>
public sealed class UdpHeaderTests
{
    [Theory]
    [InlineData(20, 20, 12)] // as long as its packet
    [InlineData(12, 20, 4)] // what follows in the packet is not of the datagram
    [InlineData(8, 20, 0)]
    [InlineData(8, 8, 0)]
    public void Datagram_is_as_long_as_it_says(ushort length, int packetLength, int payloadLength)
    {
        Assert.True(UdpHeader.TryParse(Packet(length, packetLength), out var header, out var payload));
        Assert.Equal((payloadLength, payloadLength), (header.PayloadLength, payload.Length));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(7, 20)]
    [InlineData(21, 20)]
    [InlineData(65535, 20)]
    [InlineData(8, 7)]
    public void Datagram_that_is_shorter_than_its_header_or_longer_than_its_packet_is_refused(ushort length, int packetLength) =>
        Assert.False(UdpHeader.TryParse(Packet(length, packetLength), out _, out _));

    [Fact]
    public void First_fragment_tells_the_length_of_all()
    {
        Assert.True(UdpHeader.TryParse(Packet(3008, 1480, hasMoreFragments: true), out var header, out var payload));
        Assert.Equal((3000, 1472), (header.PayloadLength, payload.Length));
    }

    [Fact]
    public void Packet_that_was_captured_in_part_tells_the_length_of_all()
    {
        Assert.True(UdpHeader.TryParse(Packet(3008, 3008, captured: 2000), out var header, out var payload));
        Assert.Equal((3000, 1992), (header.PayloadLength, payload.Length));
    }

    private static IpPacket Packet(ushort datagramLength, int packetLength, bool hasMoreFragments = false, int? captured = null)
    {
        var bytes = new byte[Math.Max(captured ?? packetLength, UdpHeader.Length)];
        UdpHeader.Write(bytes, 19, 61000, 0);
        bytes[4] = (byte)(datagramLength >> 8);
        bytes[5] = (byte)datagramLength;
        return new IpPacket { Payload = bytes.AsSpan(0, captured ?? packetLength), PayloadLength = packetLength, HasMoreFragments = hasMoreFragments };
    }
}
