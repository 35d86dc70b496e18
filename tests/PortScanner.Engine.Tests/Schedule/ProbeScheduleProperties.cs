using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>Hundreds of seeded worlds: a port that would answer is never called stealth.</summary>
public sealed class ProbeScheduleProperties
{
    private const int Seeds = SeededWorlds.Count;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scan_without_any_trouble_says_of_each_port_what_is_true(bool isIpv6) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected);
        var scan = SimulatedScan.Run(new Scenario(ports, seed) { IsIpv6 = isIpv6 });
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons);
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, TimeSpan.FromSeconds(12));
    });

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.10)]
    public void Scan_over_a_lossy_path_is_wrong_in_at_most_one_of_fifty(double loss) =>
        Assert.InRange(
            // One of a hundred is aimed at; the loss is only known from the scan's own answers, which are few in some worlds.
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent), seed) { Loss = loss }),
            0,
            Seeds / 50);

    [Theory]
    [InlineData(1, false, 3)]
    [InlineData(10, true, 3)]
    [InlineData(16, true, 3)]
    [InlineData(1, false, 60)]
    [InlineData(10, false, 60)]
    [InlineData(10, true, 150)]
    public void Scan_of_a_host_that_limits_its_errors_is_wrong_in_at_most_one_of_a_hundred(int perSecond, bool isIpv6, int jitterMilliseconds) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed), seed)
            {
                IsIpv6 = isIpv6,
                ErrorLimit = _ => new TokenBucket(6, perSecond),
                Jitter = TimeSpan.FromMilliseconds(jitterMilliseconds),
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 60)]
    [InlineData(10, 60)]
    public void Scan_of_a_host_that_rejects_few_of_many_ports_is_wrong_in_at_most_one_of_a_hundred(int perSecond, int jitterMilliseconds) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Few(seed, Behaviour.Rejected, 12, Behaviour.Silent), seed)
            {
                ErrorLimit = _ => new TokenBucket(6, perSecond),
                Jitter = TimeSpan.FromMilliseconds(jitterMilliseconds),
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(5, 20)]
    [InlineData(5, 100)]
    [InlineData(1, 5)]
    [InlineData(10, 50)]
    public void Scan_behind_a_limit_that_others_use_up_too_is_wrong_in_at_most_one_of_a_hundred(int perSecond, double foreignPerSecond) =>
        Assert.InRange(
            // A scan to which others leave no error at all cannot know of the limit; those are left out.
            SeededWorlds.CountWrong(scan => scan.Reasons.Contains(Reason.AdminProhibited), seed => new Scenario(Worlds.Few(seed, Behaviour.Rejected, 12, Behaviour.Silent), seed)
            {
                ErrorLimit = random => new SharedLimit(new TokenBucket(5, perSecond), foreignPerSecond, random),
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(1, 0.05)]
    [InlineData(10, 0.02)]
    [InlineData(10, 0.05)]
    public void Scan_of_a_limiting_host_over_a_lossy_path_is_wrong_in_at_most_one_of_a_hundred(int perSecond, double loss) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed), seed)
            {
                ErrorLimit = _ => new TokenBucket(6, perSecond),
                Loss = loss,
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(0.10)]
    [InlineData(0.25)]
    public void Scan_of_a_host_with_few_open_ports_over_a_lossy_path_is_wrong_in_at_most_one_of_a_hundred(double loss) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Few(seed, Behaviour.Open, 3, Behaviour.Silent), seed) { Loss = loss }), 0, Seeds / 100);

    [Theory]
    [InlineData(500, 50)]
    [InlineData(1000, 100)]
    [InlineData(2000, 400)]
    [InlineData(3000, 1000)]
    public void Scan_over_a_path_that_loses_in_bursts_is_wrong_in_at_most_one_of_a_hundred(int goodMilliseconds, int badMilliseconds) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Rejected, Behaviour.Silent), seed)
            {
                LossBursts = (TimeSpan.FromMilliseconds(goodMilliseconds), TimeSpan.FromMilliseconds(badMilliseconds)),
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.6)]
    public void Scan_of_few_open_ports_among_closed_and_silent_ones_over_a_bad_path_is_wrong_in_at_most_one_of_a_hundred(double loss) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed =>
            {
                var ports = Worlds.Few(seed, Behaviour.Closed, 40, Behaviour.Silent);
                Array.Fill(ports, Behaviour.Open, 0, 2);
                return new Scenario(ports, seed) { Loss = loss };
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(2000, 3000)]
    [InlineData(4000, 4000)]
    public void Scan_over_a_path_that_comes_and_goes_is_wrong_in_at_most_one_of_fifty(int goodMilliseconds, int badMilliseconds) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Few(seed, Behaviour.Open, 3, Behaviour.Silent), seed)
            {
                HasConnection = true,
                LossBursts = (TimeSpan.FromMilliseconds(goodMilliseconds), TimeSpan.FromMilliseconds(badMilliseconds)),
            }),
            0,
            Seeds / 50);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 2)]
    [InlineData(10, 10)]
    [InlineData(6, 16)]
    [InlineData(50, 100)]
    [InlineData(1, 0.5)]
    public void Scan_of_a_host_with_any_bucket_is_wrong_in_at_most_one_of_a_hundred(double burst, double perSecond) =>
        CheckLimit(_ => new TokenBucket(burst, perSecond));

    [Theory]
    [InlineData(10, 10_000, 0)]
    [InlineData(5, 3000, 2)]
    [InlineData(200, 1000, 16)]
    [InlineData(20, 1000, 8)]
    public void Scan_of_a_host_that_counts_its_errors_in_periods_is_wrong_in_at_most_one_of_a_hundred(int most, int milliseconds, int jitter) =>
        CheckLimit(random => new WindowLimit(most, TimeSpan.FromMilliseconds(milliseconds), jitter, random));

    [Theory]
    [InlineData(200, 16)]
    [InlineData(50, 8)]
    [InlineData(10, 0)]
    public void Scan_of_a_host_that_limits_its_resets_is_wrong_in_at_most_one_of_a_hundred(int most, int jitter) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Closed, Behaviour.Closed, Behaviour.Closed, Behaviour.Silent), seed)
            {
                ResetLimit = random => new WindowLimit(most, TimeSpan.FromSeconds(1), jitter, random),
            }),
            0,
            Seeds / 100);

    [Fact]
    public void Scan_of_a_host_and_a_router_with_limits_of_their_own_is_wrong_in_at_most_one_of_a_hundred() =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.RejectedByRouter, Behaviour.Silent), seed)
            {
                ErrorLimit = _ => new TokenBucket(10, 10),
                RouterLimit = _ => new TokenBucket(6, 1),
            }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(600, 10)]
    [InlineData(600, 300)]
    [InlineData(1500, 100)]
    public void Scan_over_a_long_way_takes_no_answer_for_silence(int milliseconds, int jitterMilliseconds) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected);
        var scan = SimulatedScan.Run(new Scenario(ports, seed)
        {
            RoundTrip = TimeSpan.FromMilliseconds(milliseconds),
            Jitter = TimeSpan.FromMilliseconds(jitterMilliseconds),
        });
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons);
    });

    [Fact]
    public void Scan_through_a_gateway_that_rejects_after_six_seconds_never_says_stealth_wrongly_on_IPv6() => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.RejectedLate, Behaviour.Silent, Behaviour.Open);
        var scan = SimulatedScan.Run(new Scenario(ports, seed) { IsIpv6 = true });

        // The gateway's controls answer late too, so that now and then it looks like one that limits its errors.
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons.Select(reason => reason == Reason.RateLimited ? Reason.NoReply : reason));
    });

    [Fact]
    public void Scan_whose_capture_lost_packets_never_says_stealth_wrongly()
    {
        Assert.Equal(0, SeededWorlds.CountWrong(seed =>
        {
            var from = TimeSpan.FromMilliseconds(new Random(seed).Next(0, 4000));
            return new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected), seed)
            {
                CaptureGap = (from, from + TimeSpan.FromMilliseconds(new Random(~seed).Next(1, 6000))),
            };
        }));
    }

    [Fact]
    public void Scan_whose_packets_were_refused_for_a_while_never_says_stealth_wrongly()
    {
        Assert.Equal(0, SeededWorlds.CountWrong(seed =>
        {
            var from = TimeSpan.FromMilliseconds(new Random(seed).Next(0, 4000));
            return new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.NotSendable), seed)
            {
                SendGap = (from, from + TimeSpan.FromMilliseconds(new Random(~seed).Next(1, 6000))),
            };
        }));
    }

    private static void CheckLimit(Func<Random, ILimit> limit) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed), seed) { ErrorLimit = limit }),
            0,
            Seeds / 100);
}
