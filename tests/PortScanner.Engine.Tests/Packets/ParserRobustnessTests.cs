using PortScanner.Engine.Capture;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

/// <summary>No bytes from the wire make a parser throw: prefixes, damage and noise.</summary>
public sealed class ParserRobustnessTests
{
    private static readonly byte[][] Samples =
    [
        CapturedPackets.IcmpPortUnreachable, CapturedPackets.TcpReset, CapturedPackets.IcmpV6PortUnreachable, CapturedPackets.TcpResetV6,
        CapturedPackets.UdpDatagram, CapturedPackets.UdpDatagramV6, Ipv6ExtensionHeaderTests.WithEveryExtensionHeader(),
    ];

    [Fact]
    public void Damaged_packet_of_any_kind_is_read_or_refused()
    {
        foreach (var damaged in Samples.SelectMany(Bytes.Damaged))
        {
            ReadAll(damaged);
        }
    }

    [Fact]
    public void Random_bytes_are_read_or_refused()
    {
        var random = new Random(20);
        for (var i = 0; i < 50_000; i++)
        {
            var data = Bytes.Random(random, 120);
            ReadAll(data);
            if (data.Length > 0)
            {
                data[0] = (byte)((i % 2 == 0 ? 0x40 : 0x60) | (data[0] & 0x0F));
                ReadAll(data);
            }
        }
    }

    private static void ReadAll(ReadOnlySpan<byte> data)
    {
        if (IpPacket.TryParse(data, out var packet))
        {
            Assert.True(packet.Payload.Length < data.Length);
            Assert.Equal(packet.IsIpv6 ? 16 : 4, packet.Destination.Length);
            _ = IpAddressBits.Read(packet.Source);
            Assert.True(packet.PayloadLength >= packet.Payload.Length);
            if (UdpHeader.TryParse(packet, out var datagram, out var reply))
            {
                Assert.True(datagram.PayloadLength >= reply.Length);
                Assert.True(packet.HasMoreFragments || datagram.PayloadLength <= packet.PayloadLength - UdpHeader.Length);
            }
        }

        ReadTransport(data);
        ReadTransport(packet.Payload);
        if (LinuxCookedHeader.TryGetIncomingPacket(data, out var inner))
        {
            Assert.Equal(data.Length - LinuxCookedHeader.Length, inner.Length);
        }
    }

    private static void ReadTransport(ReadOnlySpan<byte> data)
    {
        Assert.Equal(data.Length >= TcpHeader.Length, TcpHeader.TryParse(data, out _));
        Assert.Equal(data.Length >= TcpHeader.QuotedLength, TcpHeader.TryParseQuoted(data, out _));
        Assert.Equal(data.Length >= UdpHeader.Length, UdpHeader.TryParse(data, out _));
        Assert.Equal(data.Length >= IcmpMessage.HeaderLength, IcmpMessage.TryParse(data, out var message));
        Assert.Equal(Math.Max(0, data.Length - IcmpMessage.HeaderLength), message.Body.Length);
    }
}
