using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

[Trait("Needs", "raw sockets")]
public sealed class ReplyMatcherTcpTests
{
    private const TcpControlBits SynAck = TcpControlBits.Syn | TcpControlBits.Ack;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepted_connection_is_recorded_with_its_round_trip_and_hop_limit(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Syn(80));
        Assert.Equal(Reason.SynAck, scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, Sequence(scan) + 1)));
        Assert.Null(scan.Responder);
        Assert.Equal(TimeSpan.FromMicroseconds(1500), scan.Scan.Answers.RoundTripOf(0));
        Assert.Equal(55, scan.Scan.Answers.HopLimitOf(0));
    }

    [Fact]
    public void Reset_that_proves_itself_is_taken_from_another_address_as_indirect()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        Assert.Equal(Reason.Reset, scan.Receive(scan.Tcp(scan.Other, 80, TcpControlBits.Rst | TcpControlBits.Ack, 0, Sequence(scan) + 1)));
        Assert.Equal(scan.Other, scan.Responder);
    }

    [Fact]
    public void Answer_without_proof_is_taken_from_the_target_alone()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Tcp(scan.Other, 80, TcpControlBits.Rst, 0, 0)));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Tcp(scan.Other, 80, SynAck, 0, Sequence(scan) ^ 0x8000_0000)));
        Assert.Equal(Reason.ResetUnproved, scan.Receive(scan.Tcp(scan.Target, 80, TcpControlBits.Rst, 0, 0)));
    }

    [Theory]
    [InlineData(TcpControlBits.Rst)]
    [InlineData(TcpControlBits.Syn)]
    public void Answer_without_proof_decides_nothing_and_is_a_remark_where_another_does(TcpControlBits forged)
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        scan.Receive(scan.Tcp(scan.Target, 80, forged, 7, 0));
        Assert.Equal((false, PortState.Unknown), (scan.Scan.Answers.IsDecided(0), scan.Reason.Info().State));

        scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, Sequence(scan) + 1));
        Assert.Equal((Reason.SynAck, Remarks.Unproved), (scan.Reason, Assert.Single(scan.Results.Take()).Remarks));
    }

    [Fact]
    public void Answer_to_a_pass_that_was_followed_by_another_has_the_round_trip_of_its_own_and_is_no_retry()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, Sequence(scan) + 1));
        var expected = scan.Scan.Answers.RoundTripOf(0);

        using var retried = new MatchedScan(false, Plans.Syn(80));
        retried.Scan.Attempts.Send(0, 1, MatchedScan.SentAt + 1000);
        retried.Receive(retried.Tcp(retried.Target, 80, SynAck, 7, Sequence(retried) + 1));

        Assert.NotNull(expected);
        Assert.Equal(expected, retried.Scan.Answers.RoundTripOf(0));
        Assert.Equal(0, retried.Scan.Answers.RepliesAfterRetry);
    }

    [Theory]
    [InlineData(64240, 0, Remarks.None)]
    [InlineData(0, 0, Remarks.OddAccept)]
    [InlineData(64240, 1, Remarks.OddAccept)]
    public void Accepted_connection_without_room_for_data_or_with_data_is_remarked_upon(int window, int dataLength, Remarks remarks)
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, Sequence(scan) + 1, window: (ushort)window, data: new byte[dataLength]));
        Assert.Equal(remarks, Assert.Single(scan.Results.Take()).Remarks);
    }

    [Fact]
    public void Reset_with_data_is_no_odd_accept()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        scan.Receive(scan.Tcp(scan.Target, 80, TcpControlBits.Rst | TcpControlBits.Ack, 0, Sequence(scan) + 1, window: 0, data: [1, 2, 3]));
        Assert.Equal((Reason.Reset, Remarks.None), (scan.Reason, Assert.Single(scan.Results.Take()).Remarks));
    }

    [Fact]
    public void Segment_to_any_port_of_the_scan_is_ours()
    {
        for (var place = 0; place < SourcePorts.BlockSize; place++)
        {
            using var scan = new MatchedScan(false, Plans.Syn(80));
            var answer = scan.Tcp(scan.Target, 80, SynAck, 7, Sequence(scan) + 1, (ushort)(MatchedScan.SourcePort + place));
            Assert.Equal(Reason.SynAck, scan.Receive(answer));
        }
    }

    [Fact]
    public void Segment_for_another_port_address_or_scan_is_not_ours()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80));
        var ours = Sequence(scan) + 1;
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Tcp(scan.Target, 81, SynAck, 7, ours)));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, ours, MatchedScan.SourcePort + SourcePorts.BlockSize)));
        Assert.Equal(Reason.NoReply, scan.Receive(scan.Tcp(scan.Target, 80, SynAck, 7, ours, MatchedScan.SourcePort + 12)));
        var elsewhere = scan.Tcp(scan.Target, 80, SynAck, 7, ours);
        elsewhere[19] ^= 1;
        Assert.Equal(Reason.NoReply, scan.Receive(elsewhere));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reset_that_our_own_machine_writes_in_the_name_of_the_target_is_no_answer(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Syn(80));
        var reset = scan.Tcp(scan.Target, 80, TcpControlBits.Rst | TcpControlBits.Ack, 0, Sequence(scan) + 1);

        Assert.Equal(Reason.NoReply, scan.Receive(reset, isLoopback: true));
        Assert.Equal(Reason.Reset, scan.Receive(reset, isLoopback: false));
    }

    [Fact]
    public void Our_own_syn_to_a_port_of_our_own_is_no_answer()
    {
        using var scan = new MatchedScan(false, Plans.Syn(MatchedScan.SourcePort));
        Assert.Equal(
            Reason.NoReply,
            scan.Receive(Reflected(scan), isLoopback: true));
    }

    [Fact]
    public void Our_own_syn_that_somebody_sends_back_is_an_answer_that_proves_nothing()
    {
        using var scan = new MatchedScan(false, Plans.Syn(MatchedScan.SourcePort));
        Assert.Equal(Reason.WrongAck, scan.Receive(Reflected(scan)));
    }

    private static byte[] Reflected(MatchedScan scan) =>
        scan.Tcp(scan.Target, MatchedScan.SourcePort, TcpControlBits.Syn, Sequence(scan), 0);

    private static uint Sequence(MatchedScan scan) => scan.Scan.Identity.Sequence.Of(0);
}
