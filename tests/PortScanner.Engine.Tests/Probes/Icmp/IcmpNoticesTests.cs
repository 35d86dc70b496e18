using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Tests.Packets;

namespace PortScanner.Engine.Tests.Probes.Icmp;

public sealed class IcmpNoticesTests
{
    private static readonly byte[] Packet = [.. Enumerable.Range(0x45, 28).Select(value => (byte)value)];

    [Theory]
    [InlineData(5, 0, false, Remarks.Redirected)]
    [InlineData(5, 1, false, Remarks.Redirected)]
    [InlineData(4, 0, false, Remarks.SourceQuenched)]
    [InlineData(137, 0, true, Remarks.Redirected)]
    [InlineData(137, 0, false, Remarks.None)]
    [InlineData(4, 0, true, Remarks.None)]
    [InlineData(5, 0, true, Remarks.None)]
    [InlineData(3, 3, false, Remarks.None)]
    [InlineData(1, 4, true, Remarks.None)]
    [InlineData(0, 0, false, Remarks.None)]
    public void Type_tells_what_is_said(byte type, byte code, bool isIpv6, Remarks said)
    {
        Assert.Equal(said, Read([type, code, .. new byte[6], .. isIpv6 ? [.. new byte[32], .. RedirectedHeader()] : Packet], isIpv6, out var quoted));
        Assert.Equal(Packet, quoted[..Packet.Length]);
    }

    [Fact]
    public void Redirected_packet_is_found_behind_other_options()
    {
        byte[] linkLayer = [2, 1, 0, 1, 2, 3, 4, 5];
        Assert.Equal(Remarks.Redirected, Read(RedirectV6([.. linkLayer, .. RedirectedHeader(), .. linkLayer]), true, out var quoted));
        Assert.Equal([.. Packet, .. new byte[4]], quoted);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 4, 1, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 200, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 4, 5, 0, 0 })]
    public void Redirect_that_quotes_nothing_says_so(byte[] options)
    {
        Assert.Equal(Remarks.Redirected, Read(RedirectV6(options), true, out var quoted));
        Assert.Empty(quoted);
    }

    [Fact]
    public void Option_that_says_to_be_longer_than_it_is_ends_with_the_message()
    {
        byte[] option = RedirectedHeader();
        option[1] = byte.MaxValue;
        Assert.Equal(Remarks.Redirected, Read(RedirectV6(option), true, out var quoted));
        Assert.Equal([.. Packet, .. new byte[4]], quoted);
    }

    [Fact]
    public void Damaged_message_is_read_or_refused_and_quotes_no_more_than_it_holds()
    {
        foreach (var damaged in Bytes.Damaged(RedirectV6(RedirectedHeader())).Concat(Bytes.Damaged([5, 1, .. new byte[6], .. Packet])))
        {
            foreach (var isIpv6 in new[] { false, true })
            {
                _ = Read(damaged, isIpv6, out var quoted);
                Assert.InRange(quoted.Length, 0, Math.Max(damaged.Length - IcmpMessage.HeaderLength, 0));
            }
        }
    }

    private static byte[] RedirectV6(byte[] options) => [137, 0, .. new byte[6], .. new byte[32], .. options];

    // Padded to units of eight bytes.
    private static byte[] RedirectedHeader() => [4, 5, .. new byte[6], .. Packet, .. new byte[4]];

    private static Remarks Read(byte[] data, bool isIpv6, out byte[] quoted)
    {
        quoted = [];
        if (!IcmpMessage.TryParse(data, out var message))
        {
            return Remarks.None;
        }

        var said = IcmpNotices.Read(message, isIpv6, out var span);
        quoted = span.ToArray();
        return said;
    }
}
