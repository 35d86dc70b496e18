using PortScanner.Core.Results;
using PortScanner.Core.Scanning;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class AnswerMatcherUdpTests
{
    private static readonly byte[] TftpError = [0, 5, 0, 1, (byte)'n', (byte)'o', 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Recognised_reply_is_a_service(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Dns));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan))));
    }

    [Fact]
    public void Reply_of_the_target_that_is_not_recognised_is_unverified()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        Assert.Equal(Reason.UdpUnverified, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan))));
    }

    [Fact]
    public void Reply_from_another_address_counts_only_if_it_echoes_the_nonce()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns), Plans.Udp(ProbeKind.Tftp));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Other, 53, MatchedScan.SourcePort, [1, 2, 3])));
        scan.Receive(scan.Udp(scan.Other, 69, MatchedScan.SourcePort, TftpError));
        Assert.Equal(Reason.NoReply, scan.Scan.Answers.ReasonOf(1));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Other, 53, MatchedScan.SourcePort, DnsReply(scan))));
        Assert.Equal(scan.Other, scan.Responder);
    }

    [Fact]
    public void Tftp_server_answers_from_a_port_of_its_own()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Tftp));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Other, 4711, MatchedScan.SourcePort, TftpError)));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, TftpError)));
    }

    [Fact]
    public void Reply_that_repeats_the_nonce_counts_whatever_port_of_the_target_it_comes_from()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Other, 4711, MatchedScan.SourcePort, DnsReply(scan))));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, DnsReply(scan))));
    }

    [Fact]
    public void Reply_is_matched_to_the_probe_of_its_source_port()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.SnmpV1), Plans.Udp(ProbeKind.SnmpV2c));
        scan.Receive(scan.Udp(scan.Target, 161, MatchedScan.SourcePort + 1, [9]));
        Assert.Equal([Reason.NoReply, Reason.UdpUnverified], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
    }

    private static byte[] DnsReply(MatchedScan scan)
    {
        Assert.True(IpPacket.TryParse(scan.Sent(), out var sent));
        var reply = sent.Payload[UdpHeader.Length..].ToArray();
        reply[2] |= 0x80;
        return reply;
    }
}
