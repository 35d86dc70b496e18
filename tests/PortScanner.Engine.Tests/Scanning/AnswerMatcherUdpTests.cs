using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Tests.Scanning;

[Trait("Needs", "raw sockets")]
public sealed class AnswerMatcherUdpTests
{
    private static readonly byte[] Quote = [.. "Nothing is so firmly believed as what we least know."u8];
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

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Reply_without_a_secret_counts_only_as_long_as_nobody_guesses_where_it_was_asked_from(bool isGuessedFirst, bool isOfAnotherBlock)
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd), Plans.Udp(ProbeKind.Chargen));
        var wrongPort = (ushort)(MatchedScan.SourcePort + (isOfAnotherBlock ? 3 * SourcePorts.BlockSize : 1));
        byte[][] received = [scan.Udp(scan.Target, 17, wrongPort, Quote), scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote)];
        foreach (var packet in isGuessedFirst ? received : received.Reverse())
        {
            scan.Receive(packet);
        }

        scan.Receive(scan.Udp(scan.Target, 19, MatchedScan.SourcePort, [1, 2, 3]));
        Assert.Equal([Reason.UdpUnproved, Reason.UdpUnverified], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
        Assert.Equal(1, scan.Scan.Answers.DecidedCount);
        List<ProbeResult> told = [.. scan.Results.Take(), .. scan.Results.Conclude()];
        Assert.Equal([PortState.Unknown, PortState.Open], told.GroupBy(result => result.Probe.Port).OrderBy(row => row.Key).Select(row => row.Last().State));
    }

    [Fact]
    public void Reply_that_repeats_the_nonce_counts_whoever_guesses()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort + 9, [1, 2, 3]));
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan))));
        var result = Assert.Single(scan.Results.Take());
        Assert.Equal((PortState.Open, Remarks.Unproved), (result.State, result.Remarks));
        Assert.Equal(1, result.Traffic!.ReplyPackets);
    }

    [Fact]
    public void Datagram_of_another_port_or_of_another_machine_is_no_guess()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd), Plans.Udp(ProbeKind.Tftp));
        scan.Receive(scan.Udp(scan.Other, 17, MatchedScan.SourcePort + 1, Quote));
        scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort + 1, Quote));
        Assert.Equal([false, false], new[] { 0, 1 }.Select(scan.Scan.Answers.IsGuessed));

        // TFTP answers from any port.
        scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort + 1, TftpError));
        Assert.Equal([false, true], new[] { 0, 1 }.Select(scan.Scan.Answers.IsGuessed));
    }

    [Fact]
    public void Datagram_that_comes_before_its_probe_left_says_nothing_of_the_tester()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        scan.Scan.Attempts.OnRefused(new Engine.Sending.Send(0), Engine.Sending.SendError.NotSent);
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3])));
    }

    private static byte[] DnsReply(MatchedScan scan)
    {
        Assert.True(IpPacket.TryParse(scan.Sent(), out var sent));
        var reply = sent.Payload[UdpHeader.Length..].ToArray();
        reply[2] |= 0x80;
        return reply;
    }
}
