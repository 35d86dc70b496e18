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
            && full == new TcpHeader(source, destination, sequence, 0, TcpControlBits.Syn) { Window = TcpHeader.UsualWindow }
            && TcpHeader.TryParseQuoted(segment[..TcpHeader.QuotedLength], out var quoted)
            && quoted == full with { ControlBits = TcpControlBits.None, Window = 0 };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Segment_that_is_written_is_read_again() => Prop.ForAll<uint, uint, byte>((sequence, acknowledgment, controlBits) =>
    {
        Span<byte> segment = stackalloc byte[TcpHeader.Length];
        segment.Fill(0xFF);
        var header = new TcpHeader((ushort)acknowledgment, (ushort)sequence, sequence, acknowledgment, (TcpControlBits)(controlBits & 0x3F)) { Window = controlBits };
        TcpHeader.Write(segment, header);
        return segment[12] == 0x50 && TcpHeader.TryParse(segment, out var full) && full == header;
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
    public void Icmp_request_that_is_written_is_read_again() => Prop.ForAll<ushort, ushort, byte>((identifier, sequence, type) =>
    {
        var data = new byte[IcmpMessage.HeaderLength + 5];
        data.AsSpan().Fill(0xFF);
        IcmpMessage.WriteRequest(data, type, identifier, sequence);
        return IcmpMessage.TryParse(data, out var message)
            && message.Type == type
            && message.Code == 0
            && message.Identifier == identifier
            && message.Sequence == sequence
            && message.Body.Length == 5;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Extension_headers_that_are_written_are_passed_over() => Prop.ForAll<uint, byte>((identification, payload) =>
    {
        Span<byte> packet = stackalloc byte[Ipv6Header.Length + Ipv6Fragment.Length + Ipv6DestinationOptions.Length + 1];
        packet.Fill(0xFF);
        var fragment = packet[Ipv6Header.Length..];
        var options = fragment[Ipv6Fragment.Length..];
        Ipv6Fragment.WriteAtomic(fragment, IpProtocol.DestinationOptions, identification);
        Ipv6DestinationOptions.Write(options, IpProtocol.Tcp, Ipv6DestinationOptions.Experiment);
        options[Ipv6DestinationOptions.Length] = payload;
        Ipv6Header.Write(packet, new byte[16], new byte[16], IpProtocol.Fragment, packet.Length - Ipv6Header.Length, 64);
        return IpPacket.TryParse(packet, out var read) && read.Protocol == IpProtocol.Tcp && read.Payload.SequenceEqual([payload]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Destination_option_and_fragment_header_are_as_the_specification_draws_them()
    {
        Span<byte> header = stackalloc byte[8];
        Ipv6DestinationOptions.Write(header, 6, Ipv6DestinationOptions.PadN);
        Assert.Equal([6, 0, 1, 4, 0, 0, 0, 0], header.ToArray());
        Ipv6DestinationOptions.Write(header, 58, Ipv6DestinationOptions.Experiment);
        Assert.Equal([58, 0, 0x9E, 4, 0, 0, 0, 0], header.ToArray());
        Ipv6Fragment.WriteAtomic(header, 6, 0x0102_0304);
        Assert.Equal([6, 0, 0, 0, 1, 2, 3, 4], header.ToArray());
    }
}
