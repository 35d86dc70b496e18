using PortScanner.Core.Evidence;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>One packet at a time, against hosts that ban whoever is quicker.</summary>
public sealed class ProbeScheduleGentleTests
{
    private const int Seeds = 100;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Host_that_bans_whoever_is_quick_shows_all_its_open_ports_and_the_rest_is_stealth(int seconds)
    {
        var ports = Worlds.Few(3, Behaviour.Open, 5, Behaviour.Silent);
        var world = new Scenario(ports, 1) { BanBeyond = PsdAlike, HasConnection = true, Budget = TimeSpan.FromHours(2) };
        var gentle = SimulatedScan.Run(world with { Interval = TimeSpan.FromSeconds(seconds) });
        Assert.Equal(ports.Select(port => port.Truth()), gentle.Reasons);

        var quick = SimulatedScan.Run(world);
        Assert.NotEqual(ports.Select(port => port.Truth()), quick.Reasons);
    }

    [Fact]
    public void Host_with_bans_that_refuses_shows_what_is_closed_and_rejected_too()
    {
        var ports = Worlds.Mixed(4, Behaviour.Open, Behaviour.Closed, Behaviour.Rejected, Behaviour.Silent);
        var scan = SimulatedScan.Run(Gentle(ports) with { BanBeyond = PsdAlike, ErrorLimit = _ => new TokenBucket(6, 1) });
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons);
        Assert.False(scan.IsLimitRecognised);
    }

    [Theory]
    [InlineData(1000, 20, 0)]
    [InlineData(1000, 20, 0.1)]
    [InlineData(3000, 20, 0)]
    [InlineData(1000, 2500, 0)]
    public void No_packet_follows_another_within_the_interval_nor_before_it_can_be_answered(int interval, int roundTrip, double loss)
    {
        var ports = Worlds.Mixed(5, Behaviour.Open, Behaviour.Closed, Behaviour.Rejected, Behaviour.RejectedByRouter, Behaviour.Silent);
        var path = TimeSpan.FromMilliseconds(roundTrip);
        var scan = SimulatedScan.Run(Gentle(ports) with
        {
            Interval = TimeSpan.FromMilliseconds(interval),
            RoundTrip = path,
            Path = new PathRoundTrip(path, path / 8),
            Loss = loss,
            ErrorLimit = _ => new TokenBucket(1, 0.5),
            Away = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(45)),
        });
        var least = TimeSpan.FromMilliseconds(Math.Max(interval, roundTrip));
        Assert.All(scan.SentAt.Zip(scan.SentAt.Skip(1)), pair => Assert.True(pair.Second - pair.First >= least));
    }

    [Fact]
    public void Silent_host_is_asked_as_often_as_the_loss_rule_has_it_with_one_packet_each()
    {
        var scan = SimulatedScan.Run(Gentle([.. Enumerable.Repeat(Behaviour.Silent, 10)]));
        Assert.All(Enumerable.Range(0, 10), index => Assert.Equal(LossRule.MinimumAttempts, scan.AttemptsOf(index)));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(32));
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.NoReply, reason));
    }

    [Fact]
    public void Host_that_answers_every_probe_is_done_with_the_last_answer()
    {
        var scan = SimulatedScan.Run(Gentle([.. Enumerable.Repeat(Behaviour.Closed, 30)]));
        Assert.Equal(30, scan.PacketCount);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(29.1));
    }

    [Fact]
    public void Last_answer_ends_the_scan_although_controls_were_still_to_be_asked()
    {
        // The one port that is late answers with the first of its second attempt, among the controls.
        var ports = Enumerable.Repeat(Behaviour.Closed, 30).Append(Behaviour.RejectedLate).ToArray();
        var scan = SimulatedScan.Run(Gentle(ports) with { IsIpv6 = true, Interval = TimeSpan.FromSeconds(4) });
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons);
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, TimeSpan.FromSeconds(4 * 33));
    }

    [Fact]
    public void Router_that_answers_late_by_design_is_waited_for()
    {
        var scan = SimulatedScan.Run(Gentle([Behaviour.Silent, Behaviour.RejectedLate]) with { IsIpv6 = true });
        Assert.Equal([Reason.NoReply, Reason.AdminProhibited], scan.Reasons);
    }

    [Fact]
    public void Ban_that_is_slower_than_the_pace_leaves_no_silence_proved()
    {
        var ports = Enumerable.Repeat(Behaviour.Silent, 40).ToArray();
        Array.Fill(ports, Behaviour.Open, 0, 3);
        Array.Fill(ports, Behaviour.Open, 30, 3);
        var scan = SimulatedScan.Run(Gentle(ports) with { BanBeyond = _ => new TokenBucket(10, 0.1), Budget = TimeSpan.FromMinutes(10) });
        Assert.Equal(Reason.SynAck, scan.Reasons[0]);
        Assert.All(scan.Reasons.Skip(3), reason => Assert.Equal(Reason.Banned, reason));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.10)]
    public void Lossy_path_hides_a_port_in_at_most_one_of_fifty_worlds(double loss)
    {
        // Fewer answers show the loss than at the normal pace, since there are no second packets.
        var wrong = Enumerable.Range(0, Seeds).Count(seed => SimulatedScan.Run(
            Gentle(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent), seed) with { Loss = loss }).WrongStealth().Any());
        Assert.InRange(wrong, 0, Seeds / 50);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.10)]
    public void Few_open_ports_over_a_lossy_path_are_hidden_in_at_most_one_of_fifty_worlds(double loss)
    {
        var wrong = Enumerable.Range(0, Seeds).Count(seed => SimulatedScan.Run(
            Gentle(Worlds.Few(seed, Behaviour.Open, 3, Behaviour.Silent), seed) with { Loss = loss }).WrongStealth().Any());
        Assert.InRange(wrong, 0, Seeds / 50);
    }

    // As RouterOS psd, psad or fail2ban have it: seven at once, or more than two a second.
    private static TokenBucket PsdAlike(Random random) => new(7, 2);

    private static Scenario Gentle(IReadOnlyList<Behaviour> ports, int seed = 1) =>
        new(ports, seed) { Interval = Second, HasConnection = true, Budget = TimeSpan.FromHours(2) };
}
