using PortScanner.Core.Results;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

public sealed class AnswerTableTests
{
    private static readonly IpAddressBits Router = new(77);

    [Fact]
    public void Stronger_answer_replaces_a_weaker_one_for_every_pair_of_reasons()
    {
        foreach (var first in Reasons.All)
        {
            foreach (var second in Reasons.All)
            {
                var table = new AnswerTable(1);
                table.Record(0, Direct(first.Reason), false);
                table.Record(0, Direct(second.Reason), false);
                var known = first.Strength == EvidenceStrength.Silence ? Reason.NoReply : first.Reason;
                Assert.Equal(second.Strength > first.Strength ? second.Reason : known, table.ReasonOf(0));
                Assert.Equal(Math.Max((byte)first.Strength, (byte)second.Strength) >= (byte)EvidenceStrength.Unproved, table.IsDecided(0));
                Assert.Equal(table.IsDecided(0) ? 1 : 0, table.DecidedCount);
            }
        }
    }

    [Fact]
    public void Direct_answer_replaces_an_indirect_one_of_the_same_strength_and_not_the_other_way_round()
    {
        var table = new AnswerTable(1);
        table.Record(0, Indirect(Reason.AdminProhibited, Router), false);
        Assert.Equal(Router.ToIPAddress(), table.ResponderOf(0));
        table.Record(0, Direct(Reason.PortUnreach), false);
        Assert.Null(table.ResponderOf(0));
        Assert.Equal(Reason.PortUnreach, table.ReasonOf(0));
        table.Record(0, Indirect(Reason.AdminProhibited, Router), false);
        Assert.Null(table.ResponderOf(0));
        Assert.Equal(1, table.DecidedCount);
    }

    [Fact]
    public void Change_is_marked_when_a_probe_is_decided_and_when_it_is_decided_anew_alone()
    {
        var table = new AnswerTable(2);
        table.Record(1, Direct(Reason.WrongAck), false);
        Assert.Empty(table.TakeChanges());
        table.Record(1, Direct(Reason.PortUnreach), false);
        Assert.Equal([1], table.TakeChanges());
        table.Record(1, Direct(Reason.PortUnreach), false);
        Assert.Empty(table.TakeChanges());
        table.Record(1, Direct(Reason.SynAck), false);
        Assert.Equal([1], table.TakeChanges());
    }

    [Fact]
    public void Answer_of_a_256th_address_cannot_be_kept()
    {
        var table = new AnswerTable(300);
        for (var i = 0; i < 255; i++)
        {
            Assert.True(table.Record(i, Indirect(Reason.NoRoute, new IpAddressBits((UInt128)(uint)i + 1)), false));
        }

        Assert.False(table.Record(255, Indirect(Reason.NoRoute, new IpAddressBits(256)), false));
        Assert.False(table.IsDecided(255));
        Assert.True(table.Record(256, Indirect(Reason.NoRoute, new IpAddressBits(255)), false));
        Assert.Equal(new IpAddressBits(255).ToIPAddress(), table.ResponderOf(256));
        Assert.Equal(new IpAddressBits(1).ToIPAddress(), table.ResponderOf(0));
    }

    [Fact]
    public void Loss_is_counted_from_other_answers_than_ICMP_errors_and_once_a_probe()
    {
        var table = new AnswerTable(6);
        table.Record(0, Direct(Reason.SynAck), false);
        table.Record(0, Direct(Reason.SynAck), true);
        table.Record(1, Direct(Reason.Reset), true);
        table.Record(2, Direct(Reason.PortUnreach), true);
        table.Record(2, Direct(Reason.SynAck), true);
        table.Record(3, Direct(Reason.UdpReply), true);
        table.Record(4, Direct(Reason.EchoReply), false);
        Assert.Equal((4, 2), (table.Replies, table.RepliesAfterRetry));
    }

    [Fact]
    public void Round_trip_and_hop_limit_are_those_of_the_strongest_answer()
    {
        var table = new AnswerTable(1);
        table.Record(0, new Answer(Reason.PortUnreach, Router, 9, 5000, 1), false);
        table.Record(0, new Answer(Reason.SynAck, null, 55, null, 2), false);
        table.Record(0, new Answer(Reason.Reset, null, 3, 70, 3), false);
        Assert.Null(table.RoundTripOf(0));
        Assert.Equal(55, table.HopLimitOf(0));
        Assert.Equal(3, table.AnsweredAt(0));
    }

    [Fact]
    public void Answer_to_a_control_is_a_round_trip_and_its_copy_is_none()
    {
        var table = new AnswerTable(1);
        table.Record(0, new Answer(Reason.Reset, null, 64, 20_000, 1_020_000), false);
        var before = table.RoundTrips.Timeout;
        table.Record(0, new Answer(Reason.Reset, null, 64, 90_000, 1_090_000), true);
        Assert.Equal(before, table.RoundTrips.Timeout);
        table.Record(0, new Answer(Reason.Reset, null, 64, 90_000, 3_090_000), true);
        Assert.NotEqual(before, table.RoundTrips.Timeout);
    }

    [Theory]
    [InlineData(Reason.SynAck, Reason.Reset, true)]
    [InlineData(Reason.SynAck, Reason.AdminProhibited, true)]
    [InlineData(Reason.Reset, Reason.AdminProhibited, true)]
    [InlineData(Reason.UdpUnverified, Reason.PortUnreach, true)]
    [InlineData(Reason.SynAck, Reason.SynAck, false)]
    [InlineData(Reason.UdpUnverified, Reason.EchoReply, false)]
    [InlineData(Reason.SynAck, Reason.SplitHandshake, false)]
    [InlineData(Reason.SynAck, Reason.ResetUnproved, false)]
    [InlineData(Reason.UdpReply, Reason.UdpUnverified, false)]
    [InlineData(Reason.AdminProhibited, Reason.PortUnreach, false)]
    [InlineData(Reason.SynAck, Reason.ChallengeAck, false)]
    [InlineData(Reason.Reset, Reason.WrongAck, false)]
    public void Answers_that_contradict_each_other_are_remarked_upon_in_whichever_order_they_come(Reason one, Reason other, bool isContradiction)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var table = new AnswerTable(1);
            table.Record(0, Direct(first), false);
            _ = table.TakeChanges().ToArray();
            table.Record(0, Direct(second), false);
            Assert.Equal(isContradiction ? Remarks.Contradicted : Remarks.None, table.RemarksOf(0) & Remarks.Contradicted);
            Assert.True(!isContradiction || table.TakeChanges().Contains(0));
        }
    }

    [Fact]
    public void Remarks_are_those_of_the_strongest_answer()
    {
        var table = new AnswerTable(1);
        table.Record(0, Direct(Reason.SynAck) with { Remarks = Remarks.OddAccept }, false);
        table.Record(0, Direct(Reason.SynAck), false);
        Assert.Equal(Remarks.OddAccept, table.RemarksOf(0));
    }

    [Theory]
    [InlineData(Reason.SynAck, Reason.ResetUnproved, true)]
    [InlineData(Reason.Reset, Reason.SplitHandshake, true)]
    [InlineData(Reason.PortUnreach, Reason.UdpUnproved, true)]
    [InlineData(Reason.UdpReply, Reason.UdpUnproved, true)]
    [InlineData(Reason.Reset, Reason.WrongAck, false)]
    [InlineData(Reason.WrongAck, Reason.ResetUnproved, false)]
    public void Claim_without_proof_decides_nothing_and_is_remarked_upon_where_something_else_did(Reason known, Reason claim, bool isRemarked)
    {
        foreach (var (first, second) in new[] { (known, claim), (claim, known) })
        {
            var table = new AnswerTable(1);
            table.Record(0, Direct(first), false);
            table.Record(0, Direct(second), false);
            Assert.Equal(known.Info().Strength >= EvidenceStrength.Unproved, table.IsDecided(0));
            Assert.Equal(isRemarked ? Remarks.Unproved : Remarks.None, table.RemarksOf(0));
        }
    }

    [Theory]
    [InlineData(Reason.UdpUnverified)]
    [InlineData(Reason.UdpReply)]
    public void Reply_without_a_secret_decides_alone_and_gives_way_to_whatever_proves_itself(Reason reason)
    {
        var table = new AnswerTable(2);
        table.Record(0, Direct(reason) with { IsProved = false }, true);
        Assert.Equal((true, false), (table.IsDecided(0), table.IsProved(0)));
        Assert.Equal((1, 0, 0, 0L), (table.DecidedCount, table.ProvedCount, table.Replies, table.ConfirmedAt(0)));
        Assert.Null(table.RoundTrips.Timeout);

        table.Record(0, Direct(Reason.PortUnreach), true);
        Assert.Equal((Reason.PortUnreach, Remarks.Contradicted), (table.ReasonOf(0), table.RemarksOf(0)));
        Assert.Equal((1, 1), (table.DecidedCount, table.ProvedCount));
    }

    [Fact]
    public void Reply_without_a_secret_counts_for_nothing_once_somebody_is_seen_to_forge_such_replies()
    {
        var table = new AnswerTable(3);
        table.Record(0, Direct(Reason.UdpUnverified) with { IsProved = false }, false);
        table.Record(1, Direct(Reason.UdpReply), false);
        _ = table.TakeChanges().ToArray();
        for (var index = 0; index < 3; index++)
        {
            table.RecordGuess(index);
            table.RecordGuess(index);
        }

        Assert.Equal([0], table.TakeChanges());
        Assert.Equal([Reason.UdpUnproved, Reason.UdpReply, Reason.NoReply], Enumerable.Range(0, 3).Select(table.ReasonOf));
        Assert.Equal((1, 2), (table.DecidedCount, table.UndecidedOfPlan));
        table.Record(0, Direct(Reason.UdpReply), false);
        Assert.Equal((Reason.UdpReply, 2, 2), (table.ReasonOf(0), table.DecidedCount, table.ProvedCount));
    }

    [Theory]
    [InlineData(Reason.SynAck, Reason.Ack, true)]
    [InlineData(Reason.Reset, Reason.Reset, true)]
    [InlineData(Reason.SynAck, Reason.Reset, false)]
    [InlineData(Reason.SynAck, Reason.AdminProhibited, false)]
    [InlineData(Reason.Reset, Reason.AdminProhibited, false)]
    [InlineData(Reason.Reset, Reason.ResetUnproved, false)]
    [InlineData(Reason.AdminProhibited, Reason.NoRoute, true)]
    [InlineData(Reason.AdminProhibited, Reason.WrongAck, false)]
    public void Control_is_answered_only_by_what_proves_itself_and_says_the_same(Reason known, Reason again, bool isConfirmed)
    {
        var table = new AnswerTable(1);
        table.Record(0, Direct(known), false);
        table.Record(0, new Answer(again, null, 64, null, 2), false);
        Assert.Equal(isConfirmed ? 2 : 1, table.ConfirmedAt(0));
    }

    private static Answer Direct(Reason reason) => new(reason, null, 64, null, 1);

    private static Answer Indirect(Reason reason, IpAddressBits responder) => new(reason, responder, 64, null, 1);
}
