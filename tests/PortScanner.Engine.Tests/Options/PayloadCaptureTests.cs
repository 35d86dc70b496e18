using System.Text;

using PortScanner.Core.Payloads;
using PortScanner.Engine.Options;

namespace PortScanner.Engine.Tests.Options;

/// <summary>Payloads that were captured instead of written down.</summary>
public sealed class PayloadCaptureTests
{
    private static readonly byte[] Tcp = [0x45, 0, 0, 40, 0, 0, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, .. new byte[20]];

    public static TheoryData<int, bool, bool> Files => new(
        from linkType in (int[])[0, 1, 12, 14, 101, 108, 113, 228, 276]
        from isBigEndian in (bool[])[false, true]
        from isNew in (bool[])[false, true]
        select new TheoryDataRow<int, bool, bool>(linkType, isBigEndian, isNew));

    [Theory]
    [MemberData(nameof(Files))]
    public void Datagrams_are_payloads_of_the_ports_that_they_were_sent_to(int linkType, bool isBigEndian, bool isNew)
    {
        byte[][] packets = [Captures.Datagram(4711, "one"), Captures.Datagram(4712, "\u00FF\0two", isIpv6: true), Tcp, Captures.Datagram(4711, "three"), Captures.Datagram(4711, "one")];
        byte[][] frames = [.. packets.Select(packet => Framed(linkType, packet))];

        var payloads = Read(isNew ? Captures.New(linkType, isBigEndian, frames) : Captures.Old(linkType, isBigEndian, frames));

        Assert.Equal(["one", "three"], Texts(payloads, 4711));
        Assert.Equal(["\u00FF\0two"], Texts(payloads, 4712));
        Assert.Equal([4711, 4712], payloads.ProfilePorts.Ports);
        Assert.Equal((3, 0), (payloads.Count, payloads.IgnoredSources));
    }

    [Fact]
    public void Tag_of_a_virtual_network_is_passed_over()
    {
        var frame = Framed(1, Captures.Datagram(9, "tagged"));
        byte[] tagged = [.. frame[..12], 0x88, 0xA8, 0, 1, 0x81, 0, 0, 2, .. frame[12..]];

        Assert.Equal(["tagged"], Texts(Read(Captures.Old(1, false, tagged)), 9));
    }

    [Fact]
    public void Padding_of_the_link_is_no_payload() =>
        Assert.Equal(["x"], Texts(Read(Captures.Old(1, false, [.. Framed(1, Captures.Datagram(9, "x")), .. new byte[17]])), 9));

    [Fact]
    public void What_is_wrong_is_told_with_the_number_of_the_packet()
    {
        var whole = Captures.Datagram(9, "whole");

        Assert.Contains("Packet 2: it is a fragment", Error(Captures.Old(101, false, whole, Captures.Datagram(9, "part", moreFragments: true))), StringComparison.Ordinal);
        Assert.Contains("Packet 2: its datagram was not captured whole", Error(Captures.Old(101, false, whole, whole[..^1])), StringComparison.Ordinal);
        Assert.Contains("Packet 1: its link type is 147; allowed are ", Error(Captures.Old(147, false, whole)), StringComparison.Ordinal);
        Assert.Contains("Packet 2: the file breaks off", Error(Captures.Old(101, false, whole, whole)[..^1]), StringComparison.Ordinal);
        Assert.Contains("Packet 1: port 631 may have no payload", Error(Captures.Old(101, false, Captures.Datagram(631, "x"))), StringComparison.Ordinal);
        Assert.Contains("Packet 1: the payload is 1401 bytes long", Error(Captures.Old(101, false, Captures.Datagram(9, new string('x', 1401)))), StringComparison.Ordinal);
        Assert.Contains(
            "Packet 5: port 9 has 5 payloads; allowed are 4.",
            Error(Captures.Old(101, false, [.. "abcde".Select(letter => Captures.Datagram(9, $"{letter}"))])), StringComparison.Ordinal);
        Assert.Contains("holds no UDP datagram with a payload", Error(Captures.New(101, false, Tcp, Captures.Datagram(9, ""))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Prefix_and_damage_are_read_or_refused_with_sentences(bool isNew)
    {
        byte[][] frames = [Captures.Datagram(4711, "one"), Captures.Datagram(4712, "two", isIpv6: true)];
        var file = isNew ? Captures.New(101, false, frames) : Captures.Old(101, false, frames);
        Assert.Equal(2, Read(file).Count);
        for (var length = 0; length < file.Length; length++)
        {
            AssertReadOrRefused(file.AsSpan(0, length));
        }

        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertReadOrRefused(file);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>Whatever the bytes are, they come to payloads or to sentences.</summary>
    internal static void AssertReadOrRefused(ReadOnlySpan<byte> file)
    {
        if (PayloadCapture.IsOne(file))
        {
            var isRead = PayloadCapture.TryRead(file, out var payloads, out var errors);
            Assert.Equal(isRead, payloads is not null);
            Assert.Equal(isRead, errors.Count == 0);
            Assert.All(errors, error => Assert.Matches("^[ -~]+\\.$", error.Message));
        }
    }

    private static byte[] Framed(int linkType, byte[] packet) => linkType switch
    {
        0 or 108 => [.. new byte[4], .. packet],
        1 => [.. new byte[12], .. packet[0] >> 4 == 6 ? (byte[])[0x86, 0xDD] : [8, 0], .. packet],
        113 => [.. new byte[16], .. packet],
        276 => [.. new byte[20], .. packet],
        _ => packet,
    };

    private static IEnumerable<string> Texts(UdpPayloads payloads, ushort port) => payloads.Of(port).Select(payload => Encoding.Latin1.GetString(payload.Span));

    private static UdpPayloads Read(byte[] file)
    {
        Assert.True(PayloadCapture.IsOne(file));
        Assert.True(PayloadCapture.TryRead(file, out var payloads, out var errors), string.Join('\n', errors.Select(error => error.Message)));
        return payloads;
    }

    private static string Error(byte[] file)
    {
        Assert.False(PayloadCapture.TryRead(file, out _, out var errors));
        return Assert.Single(errors).Message;
    }
}
