using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

public sealed class Ipv4HeaderTests
{
    [Fact]
    public void Options_are_skipped()
    {
        byte[] data = [0x46, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        Assert.True(Ipv4Header.TryParse(data, out var packet));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], packet.Payload.ToArray());
    }

    [Fact]
    public void Padding_of_the_link_is_cut_off()
    {
        byte[] data = [.. CapturedPackets.TcpReset, 0, 0, 0, 0, 0, 0];
        Assert.True(Ipv4Header.TryParse(data, out var packet));
        Assert.Equal(TcpHeader.Length, packet.Payload.Length);
    }

    [Fact]
    public void Packet_that_is_quoted_in_part_is_read_as_far_as_it_goes()
    {
        Assert.True(Ipv4Header.TryParse(CapturedPackets.TcpReset.AsSpan(0, 28), out var packet));
        Assert.Equal((8, TcpHeader.Length), (packet.Payload.Length, packet.PayloadLength));
    }

    [Fact]
    public void Quoted_packet_has_what_is_there_whatever_it_says()
    {
        Assert.True(Ipv4Header.TryParse(CapturedPackets.TcpReset.AsSpan(0, 28), out var packet, isQuoted: true));
        Assert.Equal((8, 8), (packet.Payload.Length, packet.PayloadLength));
    }

    [Fact]
    public void Length_is_what_the_header_says_and_nothing_without_one()
    {
        Assert.Equal(CapturedPackets.TcpReset.Length, IpPacket.LengthOf(CapturedPackets.TcpReset));
        Assert.Equal(CapturedPackets.TcpReset.Length, IpPacket.LengthOf(CapturedPackets.TcpReset.AsSpan(0, Ipv4Header.Length)));
        Assert.Equal(CapturedPackets.TcpResetV6.Length, IpPacket.LengthOf(CapturedPackets.TcpResetV6));
        Assert.Equal(CapturedPackets.TcpResetV6.Length, IpPacket.LengthOf(CapturedPackets.TcpResetV6.AsSpan(0, Ipv6Header.Length)));
        Assert.Equal([0, 0, 0], new[] { 0, 1, Ipv4Header.Length - 1 }.Select(length => IpPacket.LengthOf(CapturedPackets.TcpReset.AsSpan(0, length))));
        Assert.Equal(0, IpPacket.LengthOf(CapturedPackets.TcpResetV6.AsSpan(0, Ipv6Header.Length - 1)));
    }

    [Fact]
    public void Later_fragment_has_no_transport_header()
    {
        var data = CapturedPackets.TcpReset.ToArray();
        data[7] = 1;
        Assert.False(Ipv4Header.TryParse(data, out _));
    }

    [Fact]
    public void First_fragment_is_read()
    {
        var data = CapturedPackets.TcpReset.ToArray();
        Assert.True(Ipv4Header.TryParse(data, out var whole));
        data[6] = 0x20;
        Assert.True(Ipv4Header.TryParse(data, out var fragment));
        Assert.Equal((false, true), (whole.HasMoreFragments, fragment.HasMoreFragments));
    }

    [Theory]
    [InlineData(0x44)]
    [InlineData(0x4F)]
    [InlineData(0x55)]
    [InlineData(0x60)]
    public void Header_of_wrong_length_or_version_is_refused(byte firstByte)
    {
        var data = CapturedPackets.TcpReset.ToArray();
        data[0] = firstByte;
        Assert.False(Ipv4Header.TryParse(data, out _));
    }
}
