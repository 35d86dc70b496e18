using System.Buffers.Binary;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>What a UDP service sends back is measured against what it was sent.</summary>
[Trait("Needs", "raw sockets")]
public sealed class UdpTrafficTests
{
    private const int NtpRequestLength = 48;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_datagram_of_an_answer_counts(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Ntp));
        Reply(scan, 100);
        Reply(scan, 0);
        ReplyToSecond(scan, 300);

        Assert.Equal(new UdpTraffic(2, 2 * NtpRequestLength, 3, 400), Assert.Single(scan.Results.Take()).Traffic);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Datagram_of_which_a_fragment_came_counts_whole(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Ntp));
        scan.Receive(FirstFragment(isIpv6, scan.Udp(scan.Target, 123, MatchedScan.SourcePort, new byte[3000])));
        ReplyToSecond(scan, 10);

        Assert.Equal(new UdpTraffic(2, 2 * NtpRequestLength, 2, 3010), Assert.Single(scan.Results.Take()).Traffic);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Datagram_that_says_it_is_longer_than_its_packet_is_none(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Ntp));
        var packet = scan.Udp(scan.Target, 123, MatchedScan.SourcePort, new byte[100]);
        packet[^(100 + 4)] = 0x0C;

        Assert.Equal(Reason.NoReply, scan.Receive(packet));
        Assert.False(scan.Scan.Replies.HasAny(0));
    }

    [Fact]
    public void Answers_to_requests_that_were_sent_again_do_not_look_larger()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));
        scan.Scan.Attempts.Send(0, 1, MatchedScan.SentAt + 1000);
        scan.Scan.Attempts.Send(0, 2, MatchedScan.SentAt + 2000);
        for (var i = 0; i < 3; i++)
        {
            Reply(scan, NtpRequestLength);
        }

        ReplyToSecond(scan, NtpRequestLength);
        var traffic = Assert.Single(scan.Results.Take()).Traffic;
        Assert.Equal(new UdpTraffic(4, 4 * NtpRequestLength, 4, 4 * NtpRequestLength), traffic);
        Assert.Equal(1, traffic!.Factor);
    }

    [Fact]
    public void Controls_count_as_requests_and_refused_packets_do_not()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));
        scan.Scan.Attempts.SendControl(0, 1, MatchedScan.SentAt + 1000);
        scan.Scan.Attempts.Send(0, 2, MatchedScan.SentAt + 2000);
        scan.Scan.Attempts.OnRefused(new Send(0), SendError.NotSent);
        scan.Scan.Attempts.SendControl(0, 3, MatchedScan.SentAt + 3000);
        scan.Scan.Attempts.OnRefused(new Send(0, IsControl: true), SendError.NotSent);
        Reply(scan, 10);
        scan.AskFromSecond();
        scan.Scan.SecondPort!.OnRefused(new Send(0), SendError.NotSent);
        ReplyToSecond(scan, 20);

        Assert.Equal(new UdpTraffic(3, 3 * NtpRequestLength, 2, 30), Assert.Single(scan.Results.Take()).Traffic);
    }

    [Fact]
    public void Datagrams_that_come_after_the_answer_are_in_the_last_results()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp), Plans.Udp(ProbeKind.Tftp));
        Reply(scan, 10);
        ReplyToSecond(scan, 20);
        Assert.Equal(2, Assert.Single(scan.Results.Take()).Traffic!.ReplyPackets);
        Reply(scan, 30);
        Assert.Empty(scan.Results.Take());

        var results = scan.Results.Conclude();

        var again = Assert.Single(results, result => result.Probe.Kind == ProbeKind.Ntp);
        Assert.Equal((PortState.Open, new UdpTraffic(2, 2 * NtpRequestLength, 3, 60)), (again.State, again.Traffic));
        Assert.Null(Assert.Single(results, result => result.Probe.Kind == ProbeKind.Tftp).Traffic);
    }

    [Fact]
    public void Answers_from_a_port_of_their_own_count()
    {
        byte[] firstBlock = [0, 3, 0, 1, .. new byte[512]];
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Tftp));
        scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, firstBlock));
        scan.AskFromSecond();
        scan.Receive(scan.Udp(scan.Target, 4712, MatchedScan.SecondSourcePort, firstBlock));

        Assert.Equal(new UdpTraffic(2, 2 * 17, 2, 2 * 516), Assert.Single(scan.Results.Take()).Traffic);
    }

    [Fact]
    public void Datagrams_that_answer_nothing_are_not_counted()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));
        scan.Receive(scan.Udp(scan.Other, 123, MatchedScan.SourcePort, new byte[100]));
        scan.Receive(scan.Udp(scan.Target, 124, MatchedScan.SourcePort, new byte[100]));
        scan.Receive(scan.Udp(scan.Target, 123, MatchedScan.SourcePort + 1, new byte[100]));
        scan.Receive(scan.Error(scan.Target, scan.Sent()));

        var result = Assert.Single(scan.Results.Take());
        Assert.Equal(Reason.PortUnreach, result.Reason);
        Assert.Null(result.Traffic);
    }

    [Fact]
    public void Scan_without_a_recent_UDP_answer_waits_for_no_more()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));
        Assert.Equal(TimeSpan.Zero, scan.Results.TimeForMoreReplies());

        Reply(scan, 10); // captured when the machine started

        Assert.Equal(TimeSpan.Zero, scan.Results.TimeForMoreReplies());
    }

    [Fact]
    public void Scan_with_a_UDP_answer_of_just_now_waits_for_half_a_second()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));

        // Not yet a moment ago by any clock, however slow the machine is.
        var inAMinute = TimeProvider.System.MonotonicMicroseconds() + 60_000_000;
        scan.Matcher.OnPacket(scan.Udp(scan.Target, 123, MatchedScan.SourcePort, [1]), inAMinute, isLoopback: false);

        Assert.Equal(TimeSpan.FromMilliseconds(500), scan.Results.TimeForMoreReplies());
    }

    // As a path with an MTU of 1,500 bytes cuts it.
    private static byte[] FirstFragment(bool isIpv6, byte[] packet)
    {
        if (isIpv6)
        {
            byte[] header = [packet[6], 0, 0, 1, 0, 0, 0, 9];
            packet = [.. packet[..Ipv6Header.Length], .. header, .. packet[Ipv6Header.Length..(1496 - header.Length)]];
            packet[6] = IpProtocol.Fragment;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(packet.Length - Ipv6Header.Length));
            return packet;
        }

        packet = packet[..1500];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), 1500);
        packet[6] = 0x20;
        return packet;
    }

    private static void ReplyToSecond(MatchedScan scan, int length)
    {
        scan.AskFromSecond();
        scan.Receive(scan.Udp(scan.Target, 123, MatchedScan.SecondSourcePort, new byte[length]));
    }

    private static void Reply(MatchedScan scan, int length) =>
        scan.Receive(scan.Udp(scan.Target, 123, MatchedScan.SourcePort, new byte[length]));
}
