using System.Buffers.Binary;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Packets;

public sealed class InternetChecksumTests
{
    [Fact]
    public void Example_of_RFC_1071_section_3_has_the_complement_of_ddf2() =>
        Assert.Equal(unchecked((ushort)~0xDDF2), InternetChecksum.Compute([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]));

    [Fact]
    public void Nothing_has_all_ones() => Assert.Equal(0xFFFF, InternetChecksum.Compute([]));

    [Fact]
    public void Odd_last_byte_counts_as_if_a_zero_followed() =>
        Assert.Equal(InternetChecksum.Compute([1, 2, 3, 0]), InternetChecksum.Compute([1, 2, 3]));

    [Fact]
    public void Captured_IPv4_headers_are_verified()
    {
        foreach (var packet in new[] { CapturedPackets.IcmpPortUnreachable, CapturedPackets.TcpReset, CapturedPackets.UdpDatagram })
        {
            Assert.Equal(0, InternetChecksum.Compute(packet.AsSpan(0, Ipv4Header.Length)));
        }
    }

    [Fact]
    public void Captured_messages_of_each_protocol_and_family_are_verified()
    {
        foreach (var data in (byte[][])
            [
                CapturedPackets.IcmpPortUnreachable, CapturedPackets.TcpReset, CapturedPackets.UdpDatagram,
                CapturedPackets.IcmpV6PortUnreachable, CapturedPackets.TcpResetV6, CapturedPackets.UdpDatagramV6,
            ])
        {
            Assert.True(IpPacket.TryParse(data, out var packet));
            var pseudoHeader = packet.Protocol == IpProtocol.Icmp
                ? 0
                : InternetChecksum.PseudoHeaderSum(packet.Source, packet.Destination, packet.Protocol, packet.Payload.Length);
            Assert.Equal(0, InternetChecksum.Compute(packet.Payload, pseudoHeader));
        }
    }

    [Fact]
    public void Data_that_carries_its_checksum_sums_to_zero() => Prop.ForAll<byte[]>(data =>
    {
        var message = new byte[data.Length + 2];
        data.CopyTo(message.AsSpan(2));
        BinaryPrimitives.WriteUInt16BigEndian(message, InternetChecksum.Compute(message));
        return InternetChecksum.Compute(message) == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sum_is_that_of_sixteen_bit_words_one_by_one() => Prop.ForAll<byte[]>(data =>
    {
        uint sum = 0;
        for (var i = 0; i < data.Length; i++)
        {
            sum += (uint)data[i] << (i % 2 == 0 ? 8 : 0);
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return InternetChecksum.Compute(data) == (ushort)~sum;
    }).QuickCheckThrowOnFailure();
}
