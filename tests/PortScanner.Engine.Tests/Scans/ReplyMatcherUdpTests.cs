using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherUdpTests
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
        scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3]));
        scan.AskFromSecond();
        Assert.Equal(Reason.UdpUnverified, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SecondSourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, DnsReply(scan))));
        Assert.All(scan.Results.Take(), result => Assert.Equal(Remarks.None, result.Remarks));
    }

    [Theory]
    [InlineData(true, true, Reason.UdpReply)]
    [InlineData(true, false, Reason.UdpUnverified)]
    [InlineData(false, true, Reason.UdpUnverified)]
    [InlineData(false, false, Reason.UdpUnverified)]
    public void Reply_without_a_secret_decides_once_another_came_to_a_port_that_was_drawn_behind_it(
        bool isFirstRecognised, bool isSecondRecognised, Reason reason)
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Said(isFirstRecognised))));
        }

        Assert.Equal((false, true, 1), (scan.Scan.Answers.IsDecided(0), scan.Scan.Answers.AwaitsSecond(0), scan.Scan.Answers.UndecidedOfPlan));
        Assert.Empty(scan.Results.Take());
        scan.AskFromSecond();
        Assert.Equal(reason, scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Said(isSecondRecognised))));

        var row = Assert.Single(scan.Results.Take());
        Assert.Equal((PortState.Open, Remarks.None, 2), (row.State, row.Remarks, row.Attempts));
        Assert.Equal(MatchedScan.SentAt + 1500 - MatchedScan.AskedSecondAt, row.RoundTripTime!.Value.TotalMicroseconds);
        Assert.Equal((false, true), (scan.Scan.Answers.IsProved(0), scan.Scan.Answers.IsPlanDecided));
        Assert.False(scan.Scan.Answers.IsAnyAwaitingSecond);
    }

    [Fact]
    public void Reply_without_a_secret_to_one_port_alone_is_unproved_at_the_end()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd));
        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote));
        scan.AskFromSecond();
        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote));
        var row = Assert.Single(scan.Results.Conclude());
        Assert.Equal((PortState.Unknown, Reason.UdpUnproved), (row.State, row.Reason));
        Assert.Null(row.Traffic);
    }

    [Fact]
    public void Each_probe_that_awaits_the_second_port_is_asked_once_for_that()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd), Plans.Udp(ProbeKind.Dns), Plans.Udp(ProbeKind.Chargen));
        var asked = scan.Scan.Answers.UnprovedReplies;
        Assert.False(asked.TryTakeQuestion(out _));
        foreach (ushort port in new[] { 19, 17, 19 })
        {
            scan.Receive(scan.Udp(scan.Target, port, MatchedScan.SourcePort, Quote));
        }

        Assert.Equal((true, 0), (asked.TryTakeQuestion(out var first), first));
        Assert.Equal((true, 2), (asked.TryTakeQuestion(out var second), second));
        Assert.False(asked.TryTakeQuestion(out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reply_to_the_second_port_counts_only_for_what_was_asked_from_there_and_else_is_a_guess(bool isAnotherAsked)
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd), Plans.Udp(ProbeKind.Chargen));
        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote));
        if (isAnotherAsked)
        {
            scan.AskFromSecond(1);
        }

        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Quote));
        Assert.True(scan.Scan.Answers.IsGuessed(0));
        scan.AskFromSecond();
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Quote)));
    }

    [Theory]
    [InlineData(false, Reason.UdpUnproved)]
    [InlineData(true, Reason.UdpReply)]
    public void Guess_that_fails_while_or_after_the_second_port_is_asked_makes_the_row_unproved(bool isDecided, Reason before)
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Qotd));
        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote));
        scan.AskFromSecond();
        if (isDecided)
        {
            scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Quote));
        }

        Assert.Equal(before, scan.Reason);
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort + 1, Quote)));
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Quote)));
        Assert.Equal((0, false), (scan.Scan.Answers.DecidedCount, scan.Scan.Answers.IsAnyAwaitingSecond));
        Assert.Equal(PortState.Unknown, scan.Results.Conclude().Last().State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Error_about_the_second_question_leaves_in_doubt_what_answered_the_first(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Udp(ProbeKind.Qotd));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Error(scan.Target, scan.Sent(isSecond: true))));
        scan.Receive(scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote));
        scan.AskFromSecond();

        // What this machine itself says of a packet contradicts nobody.
        scan.Receive(scan.Error(scan.Source, scan.Sent(isSecond: true)));
        Assert.Equal(Remarks.None, scan.Scan.Answers.RemarksOf(0));
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Error(scan.Target, scan.Sent(isSecond: true))));
        Assert.Equal(Remarks.Contradicted, scan.Scan.Answers.RemarksOf(0));
        Assert.Equal(0, scan.Scan.Answers.ProvedCount);

        Assert.Equal(Reason.PortUnreach, scan.Receive(scan.Error(scan.Target, scan.Sent())));
        Assert.False(scan.Scan.Answers.IsAnyAwaitingSecond);
        var row = Assert.Single(scan.Results.Conclude());
        Assert.Equal((PortState.Closed, Remarks.Contradicted), (row.State, row.Remarks));
    }

    [Fact]
    public void Reply_that_repeats_the_nonce_proves_itself_at_the_second_port_too_and_shows_no_loss()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3]));
        scan.AskFromSecond();
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SecondSourcePort, DnsReply(scan))));
        Assert.Equal((true, 1, 0), (scan.Scan.Answers.IsProved(0), scan.Scan.Answers.Replies, scan.Scan.Answers.RepliesAfterRetry));
        Assert.Equal(Remarks.None, Assert.Single(scan.Results.Take()).Remarks);
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
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort, TftpError)));
        scan.AskFromSecond();
        Assert.Equal(Reason.UdpUnproved, scan.Receive(scan.Udp(scan.Target, 4712, MatchedScan.SecondSourcePort, [1, 2, 3])));
        Assert.Equal(Reason.UdpReply, scan.Receive(scan.Udp(scan.Target, 4712, MatchedScan.SecondSourcePort, TftpError)));
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
        Assert.Equal([Reason.NoReply, Reason.UdpUnproved], new[] { 0, 1 }.Select(scan.Scan.Answers.ReasonOf));
        scan.AskFromSecond(1);
        scan.Receive(scan.Udp(scan.Target, 161, MatchedScan.SecondSourcePort + 1, [9]));
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
        scan.AskFromSecond(0);
        scan.AskFromSecond(1);
        byte[] guessed = scan.Udp(scan.Target, 17, wrongPort, Quote);
        byte[][] genuine = [scan.Udp(scan.Target, 17, MatchedScan.SourcePort, Quote), scan.Udp(scan.Target, 17, MatchedScan.SecondSourcePort, Quote)];
        foreach (var packet in isGuessedFirst ? [guessed, .. genuine] : (byte[][])[.. genuine, guessed])
        {
            scan.Receive(packet);
        }

        scan.Receive(scan.Udp(scan.Target, 19, MatchedScan.SourcePort, [1, 2, 3]));
        scan.Receive(scan.Udp(scan.Target, 19, MatchedScan.SecondSourcePort, [1, 2, 3]));
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
        scan.Receive(scan.Udp(scan.Other, 17, MatchedScan.SourcePort + 2, Quote));
        scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort + 2, Quote));
        Assert.Equal([false, false], new[] { 0, 1 }.Select(scan.Scan.Answers.IsGuessed));

        // TFTP answers from any port.
        scan.Receive(scan.Udp(scan.Target, 4711, MatchedScan.SourcePort + 2, TftpError));
        Assert.Equal([false, true], new[] { 0, 1 }.Select(scan.Scan.Answers.IsGuessed));
    }

    [Fact]
    public void Datagram_that_comes_before_its_probe_left_says_nothing_of_the_tester()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Dns));
        scan.Scan.Attempts.OnRefused(new Engine.Sending.Send(0), Engine.Sending.SendError.NotSent);
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Udp(scan.Target, 53, MatchedScan.SourcePort, [1, 2, 3])));
    }

    private static byte[] Said(bool isRecognised) => isRecognised ? Quote : [1, 2, 3];

    private static byte[] DnsReply(MatchedScan scan)
    {
        Assert.True(IpPacket.TryParse(scan.Sent(), out var sent));
        var reply = sent.Payload[UdpHeader.Length..].ToArray();
        reply[2] |= 0x80;
        return reply;
    }
}
