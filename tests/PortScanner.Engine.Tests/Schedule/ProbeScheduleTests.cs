using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

public sealed class ProbeScheduleTests
{
    [Fact]
    public void Silent_host_is_asked_about_0_1_and_3_seconds_after_the_careful_start_and_twice_from_the_second_time_on()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 10));
        Assert.Equal(3, scan.PassStarts.Count);
        Assert.Equal([0, 1.7, 3.7], scan.PassStarts.Select(start => Math.Round(start.TotalSeconds, 1)));
        Assert.All(Enumerable.Range(0, 10), index => Assert.Equal(5, scan.AttemptsOf(index)));
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.NoReply, reason));
    }

    [Fact]
    public void Silent_host_is_listened_to_for_a_second_after_the_last_packet()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 10));
        Assert.InRange(scan.EndedAt - scan.LastSentAt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1));
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(400, 600)]
    [InlineData(1200, 1800)]
    public void Silent_host_is_listened_to_as_long_as_the_visitors_own_connection_makes_likely(int milliseconds, int atLeast)
    {
        var path = new PathRoundTrip(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds / 8));
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 10) with { Path = path });
        Assert.InRange(scan.EndedAt - scan.LastSentAt, TimeSpan.FromMilliseconds(atLeast - 5), TimeSpan.FromMilliseconds(atLeast + 300));
    }

    [Fact]
    public void Silent_host_on_IPv6_is_not_judged_before_seven_seconds() =>
        Assert.InRange(
            SimulatedScan.Run(All(Behaviour.Silent, 10) with { IsIpv6 = true }).EndedAt, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));

    [Fact]
    public void Host_that_answers_every_probe_is_done_with_the_last_answer()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Closed, 100));
        Assert.Single(scan.PassStarts);
        Assert.InRange(scan.EndedAt, TimeSpan.FromMilliseconds(650), TimeSpan.FromMilliseconds(720));
    }

    [Fact]
    public void Decided_probe_is_not_asked_again()
    {
        var scan = SimulatedScan.Run(new Scenario([Behaviour.Open, Behaviour.Silent, Behaviour.Closed], 1));
        Assert.Equal([1, 5, 1], Enumerable.Range(0, 3).Select(scan.AttemptsOf));
    }

    [Fact]
    public void Errors_limited_to_one_a_second_run_into_the_budget_and_the_rest_is_rate_limited()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Rejected, 150) with { ErrorLimit = _ => new TokenBucket(6, 1) });
        Assert.Equal([Reason.AdminProhibited, Reason.RateLimited], scan.Reasons.Distinct().Order());
        Assert.InRange(scan.Reasons.Count(reason => reason == Reason.AdminProhibited), 30, 70);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(63));
    }

    [Fact]
    public void Errors_limited_to_ten_a_second_are_all_collected_within_the_budget()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Rejected, 100) with { ErrorLimit = _ => new TokenBucket(6, 10), IsIpv6 = true });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.AdminProhibited, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Limit_of_ten_a_second_is_read_at_its_own_pace_with_few_packets()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Rejected, 117) with { ErrorLimit = _ => new TokenBucket(10, 10) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.AdminProhibited, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(10.6), TimeSpan.FromSeconds(12));
        Assert.InRange(scan.PacketCount, 117, 117 * 10);
    }

    [Fact]
    public void Limit_of_one_a_second_yields_all_its_tokens_to_candidates()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Rejected, 117) with { ErrorLimit = _ => new TokenBucket(6, 1) });
        Assert.InRange(scan.Reasons.Count(reason => reason == Reason.AdminProhibited), 62, 66);
        Assert.Equal(Reason.RateLimited, scan.Reasons.Except([Reason.AdminProhibited]).Single());
        Assert.InRange(scan.PacketCount, 117, 117 * 11);
    }

    [Fact]
    public void Silence_among_limited_errors_is_proved_by_few_tokens()
    {
        var ports = Enumerable.Repeat(Behaviour.Rejected, 90).Concat(Enumerable.Repeat(Behaviour.Silent, 20)).ToArray();
        new Random(3).Shuffle(ports);
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { ErrorLimit = _ => new TokenBucket(6, 10) });
        Assert.Equal(ports.Select(port => port == Behaviour.Silent ? Reason.NoReply : Reason.AdminProhibited), scan.Reasons);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(8.4), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public void Limit_is_recognised_and_loss_is_not_taken_for_one()
    {
        Assert.True(SimulatedScan.Run(All(Behaviour.Rejected, 60) with { ErrorLimit = _ => new TokenBucket(6, 10) }).IsLimitRecognised);
        Assert.False(SimulatedScan.Run(All(Behaviour.Rejected, 60)).IsLimitRecognised);
        Assert.False(SimulatedScan.Run(All(Behaviour.Closed, 60) with { Loss = 0.2 }).IsLimitRecognised);
    }

    [Fact]
    public void Path_that_ends_after_an_open_port_answered_leaves_silence_unproved()
    {
        // The tester's kernel takes the packets and the capture runs; only nothing comes back any more.
        var ports = Enumerable.Repeat(Behaviour.Closed, 20).Prepend(Behaviour.Open).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { Outage = (TimeSpan.FromMilliseconds(0.5), TimeSpan.FromHours(1)) });
        Assert.Equal(Reason.SynAck, scan.Reasons[0]);
        Assert.All(scan.Reasons.Skip(1), reason => Assert.Equal(Reason.PacketLoss, reason));
    }

    [Fact]
    public void Port_that_cannot_be_sent_to_is_send_refused_and_the_others_are_judged()
    {
        var scan = SimulatedScan.Run(new Scenario([Behaviour.NotSendable, Behaviour.Silent, Behaviour.Open], 1));
        Assert.Equal([Reason.SendRefused, Reason.NoReply, Reason.SynAck], scan.Reasons);
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Refusals_that_pass_are_made_up_for_by_further_passes()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 20) with { SendGap = (TimeSpan.Zero, TimeSpan.FromSeconds(1.5)) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.NoReply, reason));
        Assert.All(Enumerable.Range(0, 20), index => Assert.InRange(scan.AttemptsOf(index), 3, 10));
    }

    [Fact]
    public void Capture_that_loses_packets_until_the_end_leaves_silence_unproved()
    {
        var ports = Enumerable.Repeat(Behaviour.Closed, 20).Append(Behaviour.Silent).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { CaptureGap = (TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.CaptureLoss, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(63));
    }

    [Fact]
    public void Capture_that_is_down_for_good_does_not_keep_the_scan_for_ever()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 5) with { IsCaptureDead = true });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.CaptureLoss, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(75));
    }

    [Fact]
    public void Capture_that_lost_one_packet_early_costs_little_time()
    {
        var ports = Enumerable.Repeat(Behaviour.Closed, 20).Append(Behaviour.Silent).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { CaptureGap = (TimeSpan.FromMilliseconds(24), TimeSpan.FromMilliseconds(24.7)) });
        Assert.Equal(Reason.NoReply, scan.Reasons[20]);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Path_that_loses_most_packets_is_called_lossy_and_nothing_stealth()
    {
        var ports = Enumerable.Repeat(Behaviour.Closed, 60).Append(Behaviour.Silent).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 5) { Loss = 0.8 });
        Assert.Equal(Reason.PacketLoss, scan.Reasons[60]);
    }

    [Fact]
    public void Round_trips_longer_than_a_second_lengthen_the_wait()
    {
        var ports = Enumerable.Repeat(Behaviour.Closed, 20).Append(Behaviour.Silent).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { RoundTrip = TimeSpan.FromSeconds(0.9) });
        Assert.InRange(scan.EndedAt - scan.LastSentAt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.4));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(3)]
    public void Path_that_becomes_longer_in_mid_scan_is_waited_for(double seconds)
    {
        Behaviour[] ports =
        [
            .. Enumerable.Repeat(Behaviour.Closed, 40), .. Enumerable.Repeat(Behaviour.Rejected, 30), .. Enumerable.Repeat(Behaviour.Silent, 30),
        ];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { Longer = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(seconds)) });
        Assert.All(scan.Reasons.Skip(70), reason => Assert.Equal(Reason.NoReply, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void Host_that_bans_the_tester_while_a_router_before_it_says_no_leaves_silence_unproved()
    {
        Behaviour[] ports = [Behaviour.Open, Behaviour.Open, .. Enumerable.Repeat(Behaviour.RejectedByRouter, 20), .. Enumerable.Repeat(Behaviour.Open, 5)];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { BannedFrom = TimeSpan.FromMilliseconds(570) });
        Assert.Equal(Reason.SynAck, scan.Reasons[22]);
        Assert.Equal(Reason.NoRoute, scan.Reasons[10]);
        Assert.Equal([Reason.PacketLoss], scan.Reasons.Skip(22).Except([Reason.SynAck]));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(5)]
    [InlineData(25)]
    public void Path_that_is_cut_from_the_first_packet_on_is_waited_for(double seconds)
    {
        Behaviour[] ports = [Behaviour.Open, Behaviour.Closed, .. Enumerable.Repeat(Behaviour.Silent, 20)];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { HasConnection = true, Outage = (TimeSpan.Zero, TimeSpan.FromSeconds(seconds)) });
        Assert.Equal([Reason.SynAck, Reason.Reset, Reason.NoReply], scan.Reasons.Take(3));
    }

    // What leaves before its absence is noticed reaches nobody, and the controls of the same round are answered once it is back.
    [Fact]
    public void Target_that_is_away_in_the_midst_of_a_round_has_no_port_called_stealth()
    {
        Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.Closed, 10), .. Enumerable.Repeat(Behaviour.Open, 10), .. Enumerable.Repeat(Behaviour.Silent, 1500)];
        for (var seed = 0; seed < 60; seed++)
        {
            var (gone, noticed) = (TimeSpan.FromSeconds(0.1 * seed), TimeSpan.FromSeconds((0.1 * seed) + 1.5));
            var back = noticed + TimeSpan.FromSeconds(3);
            var scan = SimulatedScan.Run(new Scenario(ports, seed) { HasConnection = true, Outage = (gone, back), Away = (noticed, back) });
            Assert.Empty(scan.WrongStealth());
            Assert.All(scan.Reasons.Skip(20), reason => Assert.Equal(Reason.NoReply, reason));
        }
    }

    [Fact]
    public void Round_in_which_the_target_was_away_is_made_again()
    {
        var usual = SimulatedScan.Run(All(Behaviour.Silent, 100) with { HasConnection = true });
        var away = (TimeSpan.FromSeconds(0.05), TimeSpan.FromSeconds(0.1));
        var scan = SimulatedScan.Run(All(Behaviour.Silent, 100) with { HasConnection = true, Away = away });
        Assert.Equal(usual.PassStarts.Count + 1, scan.PassStarts.Count);
    }

    [Fact]
    public void Path_that_stays_cut_leaves_silence_unproved()
    {
        var scan = SimulatedScan.Run(All(Behaviour.Open, 20) with { HasConnection = true, Outage = (TimeSpan.Zero, TimeSpan.FromHours(1)) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.PacketLoss, reason));
    }

    [Fact]
    public void Silent_host_that_keeps_its_connection_takes_half_a_second_more_at_most() =>
        Assert.InRange(
            SimulatedScan.Run(All(Behaviour.Silent, 100) with { HasConnection = true }).EndedAt, TimeSpan.FromSeconds(3.7), TimeSpan.FromSeconds(5.3));

    private static Scenario All(Behaviour behaviour, int count) => new([.. Enumerable.Repeat(behaviour, count)], 1);
}
