using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

/// <summary>What is written is read again.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Ipv4_header_that_is_written_is_read_again() => Prop.ForAll<uint, byte, byte>((address, protocol, timeToLive) =>
    {
        byte[] source = [.. BitConverter.GetBytes(address)];
        byte[] target = [.. BitConverter.GetBytes(~address)];
        var data = new byte[Ipv4Header.Length + 9];
        Ipv4Header.Write(data, source, target, protocol, 7, timeToLive);
        return InternetChecksum.Compute(data.AsSpan(0, Ipv4Header.Length)) == 0
            && IpPacket.TryParse(data, out var packet)
            && !packet.IsIpv6
            && packet.Source.SequenceEqual(source)
            && packet.Destination.SequenceEqual(target)
            && packet.Protocol == protocol
            && packet.HopLimit == timeToLive
            && packet.Payload.Length == 7;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ipv6_header_that_is_written_is_read_again() => Prop.ForAll<ulong, byte>((address, hopLimit) =>
    {
        byte[] source = [.. BitConverter.GetBytes(address), .. BitConverter.GetBytes(address * 3)];
        byte[] target = [.. source.Reverse()];
        var data = new byte[Ipv6Header.Length + 9];
        Ipv6Header.Write(data, source, target, IpProtocol.Udp, 7, hopLimit);
        return IpPacket.TryParse(data, out var packet)
            && packet.IsIpv6
            && packet.Source.SequenceEqual(source)
            && packet.Destination.SequenceEqual(target)
            && packet.Protocol == IpProtocol.Udp
            && packet.HopLimit == hopLimit
            && packet.Payload.Length == 7;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Syn_that_is_written_is_read_again() => Prop.ForAll<ushort, ushort, uint>((source, destination, sequence) =>
    {
        Span<byte> segment = stackalloc byte[TcpHeader.SynLength];
        segment.Fill(0xFF);
        TcpHeader.WriteSyn(segment, source, destination, sequence, 1460);
        return TcpHeader.TryParse(segment, out var full)
            && full == new TcpHeader(source, destination, sequence, 0, TcpControlBits.Syn)
            && TcpHeader.TryParseQuoted(segment[..TcpHeader.QuotedLength], out var quoted)
            && quoted == full with { ControlBits = TcpControlBits.None };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Syn_has_a_data_offset_of_six_words_and_the_maximum_segment_size()
    {
        Span<byte> segment = stackalloc byte[TcpHeader.SynLength];
        TcpHeader.WriteSyn(segment, 1, 2, 3, 1440);
        Assert.Equal(0x60, segment[12]);
        Assert.Equal([2, 4, 1440 >> 8, 1440 & 0xFF], segment[20..].ToArray());
    }

    [Fact]
    public void Udp_header_that_is_written_is_read_again() => Prop.ForAll<ushort, ushort, byte>((source, destination, length) =>
    {
        Span<byte> datagram = stackalloc byte[UdpHeader.Length];
        datagram.Fill(0xFF);
        UdpHeader.Write(datagram, source, destination, length);
        return UdpHeader.TryParse(datagram, out var header) && header == new UdpHeader(source, destination, (ushort)(8 + length), 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Echo_request_that_is_written_is_read_again() => Prop.ForAll<ushort, ushort, bool>((identifier, sequence, isIpv6) =>
    {
        var data = new byte[IcmpMessage.HeaderLength + 5];
        data.AsSpan().Fill(0xFF);
        IcmpMessage.WriteEchoRequest(data, isIpv6, identifier, sequence);
        return IcmpMessage.TryParse(data, out var message)
            && message.Type == (isIpv6 ? 128 : 8)
            && message.Code == 0
            && message.Identifier == identifier
            && message.Sequence == sequence
            && message.Body.Length == 5;
    }).QuickCheckThrowOnFailure();
}
