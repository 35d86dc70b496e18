using System.Buffers.Binary;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Packets;

namespace PortScanner.Engine.Tests.Scans;

[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherIcmpTests
{
    private const int QuotedSourceEnd = 15;
    private const int QuotedDestinationEnd = 19;

    private static readonly Probe[] OneOfEach = [Plans.Syn(80), Plans.Udp(ProbeKind.Ntp), Plans.Echo, new Probe(ProbeKind.UdpEmpty, 9)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Error_that_quotes_a_probe_in_full_or_with_eight_bytes_is_its_answer(bool isIpv6)
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            foreach (var isFull in new[] { true, false })
            {
                using var scan = new MatchedScan(isIpv6, OneOfEach);
                var sent = scan.Sent(index);
                scan.Receive(scan.Error(scan.Target, isFull ? sent : sent[..((isIpv6 ? 40 : 20) + 8)]));
                Assert.Equal(Reason.PortUnreach, scan.Scan.Answers.ReasonOf(index));
                Assert.Null(scan.Scan.Answers.ResponderOf(index));
                Assert.Equal(1, scan.Scan.Answers.DecidedCount);
            }
        }
    }

    [Fact]
    public void Error_from_a_router_is_indirect_and_names_it()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        Assert.Equal(Reason.AdminProhibited, scan.Receive(scan.Error(scan.Other, scan.Sent(), 3, 13)));
        Assert.Equal(scan.Other, scan.Responder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Error_of_the_tester_itself_is_no_answer_but_a_probe_that_did_not_leave(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Syn(80), Plans.Syn(81));
        Assert.Equal(Reason.SendRefused, scan.Receive(scan.Error(scan.Source, scan.Sent())));
        Assert.Equal([Reason.SendRefused, Reason.ScanEnded], scan.Results.Conclude().Select(result => result.Reason));
    }

    [Fact]
    public void Answer_of_the_target_counts_for_more_than_an_error_of_the_tester_itself()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        scan.Receive(scan.Error(scan.Source, scan.Sent()));
        Assert.Equal(Reason.AdminProhibited, scan.Receive(scan.Error(scan.Target, scan.Sent(), 3, 13)));
        Assert.Equal([Reason.AdminProhibited], scan.Results.Conclude().Select(result => result.Reason));
    }

    [Fact]
    public void Quote_of_something_we_did_not_send_is_refused()
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            using var scan = new MatchedScan(false, OneOfEach);
            var sent = scan.Sent(index);
            sent[QuotedDestinationEnd] ^= 1;
            scan.Receive(scan.Error(scan.Target, sent));
            Assert.Equal(0, scan.Scan.Answers.DecidedCount);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Quote_whose_source_address_a_translator_on_our_side_left_as_it_was_outside_is_ours(bool isIpv6)
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            using var scan = new MatchedScan(isIpv6, OneOfEach);
            var quoted = scan.Sent(index);
            quoted[isIpv6 ? 8 + 15 : QuotedSourceEnd] ^= 1;
            scan.Receive(scan.Error(scan.Other, quoted));
            Assert.Equal(Reason.PortUnreach, scan.Scan.Answers.ReasonOf(index));
        }
    }

    [Fact]
    public void Error_that_came_to_another_address_than_the_probe_left_from_is_refused()
    {
        using var scan = new MatchedScan(false, OneOfEach);
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            var error = scan.Error(scan.Target, scan.Sent(index));
            error[QuotedDestinationEnd] ^= 1;
            scan.Receive(error);
        }

        Assert.Equal(0, scan.Scan.Answers.DecidedCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    [InlineData(1500)]
    public void Quote_that_names_another_length_than_the_packet_had_is_ours(ushort totalLength)
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        var quoted = scan.Sent();
        BinaryPrimitives.WriteUInt16BigEndian(quoted.AsSpan(2), totalLength);
        Assert.Equal(Reason.PortUnreach, scan.Receive(scan.Error(scan.Target, quoted)));
    }

    [Fact]
    public void Quote_with_padding_and_extensions_behind_the_packet_is_ours()
    {
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            using var scan = new MatchedScan(false, OneOfEach);
            var sent = scan.Sent(index);
            byte[] extension = [0x20, 0, 0, 0, 0, 8, 1, 1, 0, 1, 1, 1];
            scan.Receive(scan.Error(scan.Other, [.. sent, .. new byte[128 - sent.Length], .. extension]));
            Assert.Equal(Reason.PortUnreach, scan.Scan.Answers.ReasonOf(index));
        }
    }

    [Fact]
    public void Quote_of_the_reset_that_our_kernel_sends_says_nothing_of_the_probe()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        var quoted = scan.Sent();
        quoted[27] |= 1;
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Error(scan.Target, quoted)));
    }

    [Fact]
    public void Quote_with_another_secret_is_refused()
    {
        using var scan = new MatchedScan(false, OneOfEach);
        using var other = new MatchedScan(false, OneOfEach);
        foreach (var index in new[] { 0, 1, 2 })
        {
            scan.Receive(scan.Error(scan.Target, other.Sent(index)));
        }

        // Eight bytes of a datagram carry its checksum, which the secret is in.
        scan.Receive(scan.Error(scan.Target, other.Sent(1)[..28]));
        Assert.Equal(0, scan.Scan.Answers.DecidedCount);
    }

    [Fact]
    public void Quote_of_a_datagram_whose_checksum_a_NAT_spoilt_is_known_by_its_payload()
    {
        using var scan = new MatchedScan(false, Plans.Udp(ProbeKind.Ntp));
        var quoted = scan.Sent();
        quoted[26] ^= 0xFF;
        Assert.Equal(Reason.PortUnreach, scan.Receive(scan.Error(scan.Target, quoted)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Echo_reply_with_our_nonce_is_an_answer(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Echo);
        var reply = scan.EchoReply(scan.Target, scan.Sent());
        var foreign = reply.ToArray();
        foreign[^1] ^= 1;
        Assert.Equal(Reason.NoReply, scan.Receive(foreign));
        Assert.Equal(Reason.NoReply, scan.Receive(reply[..^1]));
        Assert.Equal(Reason.EchoReply, scan.Receive(reply));
    }

    [Fact]
    public void Message_that_is_no_error_is_ignored()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        foreach (byte type in new byte[] { 4, 5, 8, 13 })
        {
            Assert.Equal(Reason.NoReply, scan.Receive(scan.Error(scan.Target, scan.Sent(), type, 0)));
        }
    }

    [Fact]
    public void Icmp_of_the_other_family_is_ignored()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        byte[] message = [1, 4, 0, 0, 0, 0, 0, 0, .. scan.Sent()];
        Assert.Equal(Reason.NoReply, scan.Receive(MatchedScan.Ip(scan.Target, scan.Source, IpProtocol.IcmpV6, message)));
    }

    [Fact]
    public void Damaged_errors_never_throw()
    {
        using var scan = new MatchedScan(true, OneOfEach);
        for (var index = 0; index < OneOfEach.Length; index++)
        {
            foreach (var damaged in Bytes.Damaged(scan.Error(scan.Target, scan.Sent(index))))
            {
                scan.Receive(damaged);
            }
        }
    }
}
