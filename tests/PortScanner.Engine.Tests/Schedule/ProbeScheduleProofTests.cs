using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>What proves little neither ends a scan before better can come nor makes one longer.</summary>
public sealed class ProbeScheduleProofTests
{
    [Theory]
    [InlineData(20, false)]
    [InlineData(300, false)]
    [InlineData(900, false)]
    [InlineData(20, true)]
    [InlineData(300, true)]
    [InlineData(1500, true)]
    public void Error_that_is_quicker_than_the_targets_own_answer_does_not_end_the_scan(int roundTrip, bool isPathKnown)
    {
        var time = TimeSpan.FromMilliseconds(roundTrip);
        for (var seed = 0; seed < 20; seed++)
        {
            var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.OpenDespiteError, 3)], seed)
            {
                RoundTrip = time,
                Path = isPathKnown ? new PathRoundTrip(time, time / 8) : null,
            });
            Assert.All(scan.Reasons, reason => Assert.Equal(Reason.SynAck, reason));
            Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(Remarks.Contradicted, scan.RemarksOf(index)));
            Assert.InRange(scan.EndedAt, time, (2 * ProbeSchedule.CarefulGap) + time + TimeSpan.FromMilliseconds(100));
        }
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(400, 500)]
    public void Scan_that_errors_decided_ends_once_the_target_had_its_time(int roundTrip, int atLeast)
    {
        var time = TimeSpan.FromMilliseconds(roundTrip);
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Rejected, 30)], 1) { RoundTrip = time, Path = new PathRoundTrip(time, time / 16) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.AdminProhibited, reason));
        Assert.InRange(scan.EndedAt - scan.LastSentAt, TimeSpan.FromMilliseconds(atLeast - 5), TimeSpan.FromMilliseconds(atLeast + 150));
    }

    [Theory]
    [InlineData(Reason.ResetUnproved)]
    [InlineData(Reason.UdpUnproved)]
    public void Answers_without_proof_make_a_scan_no_longer_and_are_no_limit(Reason reason)
    {
        var forged = reason == Reason.ResetUnproved ? Behaviour.ForgedReset : Behaviour.ForgedReply;
        for (var seed = 0; seed < 20; seed++)
        {
            Behaviour[] others = [.. Enumerable.Repeat(Behaviour.Closed, 30), Behaviour.Rejected, .. Enumerable.Repeat(Behaviour.Silent, 20)];
            var calm = SimulatedScan.Run(new Scenario([.. others, .. Enumerable.Repeat(Behaviour.Silent, 40)], seed));
            var attacked = SimulatedScan.Run(new Scenario([.. others, .. Enumerable.Repeat(forged, 40)], seed));

            Assert.False(attacked.IsLimitRecognised);
            Assert.Equal(calm.Reasons.Take(others.Length), attacked.Reasons.Take(others.Length));
            Assert.All(attacked.Reasons.Skip(others.Length), found => Assert.Contains(found, new[] { reason, Reason.NoReply }));
            Assert.Contains(reason, attacked.Reasons);
            Assert.InRange(attacked.EndedAt, TimeSpan.Zero, calm.EndedAt + TimeSpan.FromMilliseconds(100));
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    public void Service_that_repeats_nothing_is_asked_once_more_at_once_and_costs_one_round_trip(int roundTrip)
    {
        var time = TimeSpan.FromMilliseconds(roundTrip);
        for (var seed = 0; seed < 20; seed++)
        {
            Behaviour[] others = [.. Enumerable.Repeat(Behaviour.Closed, 20), Behaviour.Rejected];
            var path = new PathRoundTrip(time, time / 8);
            var world = new Scenario([.. others, .. Enumerable.Repeat(Behaviour.Closed, 20)], seed) { RoundTrip = time, Path = path };
            var proved = SimulatedScan.Run(world);
            var scan = SimulatedScan.Run(world with { Ports = [.. others, .. Enumerable.Repeat(Behaviour.Talkative, 20)] });

            Assert.All(scan.Reasons.Skip(others.Length), reason => Assert.Equal(Reason.UdpUnverified, reason));
            Assert.All(Enumerable.Range(others.Length, 20), index => Assert.Equal((1, 1), (scan.AttemptsOf(index), scan.AttemptsFromSecond(index))));
            Assert.Equal(proved.Reasons.Take(others.Length), scan.Reasons.Take(others.Length));
            Assert.InRange(scan.EndedAt, TimeSpan.Zero, proved.EndedAt + time + TimeSpan.FromMilliseconds(50));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Service_that_answers_once_is_unproved_after_as_many_attempts_as_a_silent_one_has(double loss)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Behaviour[] others = [.. Enumerable.Repeat(Behaviour.Closed, 30), .. Enumerable.Repeat(Behaviour.Silent, 5)];
            var calm = SimulatedScan.Run(new Scenario([.. others, Behaviour.Silent], seed) { Loss = loss });
            var scan = SimulatedScan.Run(new Scenario([.. others, Behaviour.AnswersOnce], seed) { Loss = loss });
            Assert.Contains(scan.Reasons[^1], loss == 0 ? [Reason.UdpUnproved] : new[] { Reason.UdpUnproved, Reason.NoReply });
            Assert.InRange(scan.AttemptsOf(others.Length) + scan.AttemptsFromSecond(others.Length), 3, byte.MaxValue);
            Assert.InRange(scan.EndedAt, TimeSpan.Zero, calm.EndedAt + TimeSpan.FromSeconds(loss == 0 ? 0.1 : 10));
        }
    }

    [Fact]
    public void Service_that_repeats_nothing_is_found_over_a_path_that_loses_a_tenth_each_way()
    {
        const int services = 20;
        var found = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var scan = SimulatedScan.Run(
                new Scenario([.. Enumerable.Repeat(Behaviour.Closed, 60), .. Enumerable.Repeat(Behaviour.Talkative, services)], seed) { Loss = 0.1 });
            Assert.DoesNotContain(Reason.NoReply, scan.Reasons);
            found += scan.Reasons.Count(reason => reason == Reason.UdpUnverified);
        }

        Assert.InRange(found, 50 * services * 0.999, 50 * services);
    }

    [Fact]
    public void Question_from_the_second_port_has_a_round_trip_to_be_answered_however_late_it_is_asked()
    {
        var time = TimeSpan.FromMilliseconds(600);
        for (var seed = 0; seed < 20; seed++)
        {
            // Only the last attempt that is made arrives.
            var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Talkative, 3)], seed)
            {
                RoundTrip = time,
                Path = new PathRoundTrip(time, time / 16),
                Outage = (TimeSpan.Zero, TimeSpan.FromSeconds(2.5)),
            });
            Assert.All(scan.Reasons, reason => Assert.Equal(Reason.UdpUnverified, reason));
            Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(1, scan.AttemptsFromSecond(index)));
            Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6));
        }
    }

    [Fact]
    public void No_question_leaves_from_the_second_port_while_the_source_prefix_is_used()
    {
        var asked = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.Rejected, 60), .. Enumerable.Repeat(Behaviour.ForgedReply, 20), Behaviour.Closed, Behaviour.Open];
            var scan = SimulatedScan.Run(new Scenario(ports, seed)
            {
                IsIpv6 = true,
                RoundTrip = TimeSpan.FromMilliseconds(200),
                Jitter = TimeSpan.FromSeconds(1),
                ErrorLimit = _ => new TokenBucket(6, 1),
                ToPrefix = index => ports[index],
            });
            Assert.True(scan.PacketsFromPrefix > 0);
            Assert.Equal(0, scan.FromSecondOfPrefix);
            asked += Enumerable.Range(0, ports.Length).Count(index => scan.AttemptsFromSecond(index) > 0);
        }

        Assert.True(asked > 0);
    }

    [Fact]
    public void Service_that_repeats_nothing_is_asked_at_a_gentle_pace_like_everything_else()
    {
        var interval = TimeSpan.FromSeconds(1);
        var scan = SimulatedScan.Run(new Scenario([Behaviour.Closed, Behaviour.Talkative, Behaviour.Silent, Behaviour.Talkative], 1)
        {
            Interval = interval,
            Budget = TimeSpan.FromMinutes(10),
        });
        Assert.Equal([Reason.Reset, Reason.UdpUnverified, Reason.NoReply, Reason.UdpUnverified], scan.Reasons);
        Assert.All(scan.SentAt.Zip(scan.SentAt.Skip(1)), pair => Assert.True(pair.Second - pair.First >= interval));
    }

    [Fact]
    public void Path_that_only_answers_without_proof_came_over_is_not_known_to_work()
    {
        Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.Silent, 20), Behaviour.ForgedReply];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { HasConnection = true, HeardNever = true });
        Assert.All(scan.Reasons.Take(20), reason => Assert.Equal(Reason.PacketLoss, reason));
    }
}
