using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Scanning.Simulation;

namespace PortScanner.Engine.Tests.Scanning;

/// <summary>Hundreds of seeded worlds: a port that would answer is never called stealth.</summary>
public sealed class PassScheduleProperties
{
    private const int Seeds = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scan_without_any_trouble_says_of_each_port_what_is_true(bool isIpv6) => ForAllSeeds(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected);
        var scan = SimulatedScan.Run(new Scenario(ports, seed) { IsIpv6 = isIpv6 });
        Assert.Equal(ports.Select(TruthOf), scan.Reasons);
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, TimeSpan.FromSeconds(12));
    });

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.10)]
    public void Scan_over_a_lossy_path_is_wrong_in_at_most_one_of_fifty(double loss) =>
        Assert.InRange(
            // One of a hundred is aimed at; the loss is only known from the scan's own answers, which are few in some worlds.
            CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent), seed) { Loss = loss }),
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
            CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed), seed)
            {
                IsIpv6 = isIpv6,
                Limit = (6, perSecond),
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
            CountWrong(seed => new Scenario(Worlds.Few(seed, Behaviour.Rejected, 12, Behaviour.Silent), seed)
            {
                Limit = (6, perSecond),
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
            CountWrong(seed => new Scenario(Worlds.Few(seed, Behaviour.Rejected, 12, Behaviour.Silent), seed)
            {
                Limit = (5, perSecond),
                ForeignErrorsPerSecond = foreignPerSecond,
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
            CountWrong(seed => new Scenario(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed), seed)
            {
                Limit = (6, perSecond),
                Loss = loss,
            }),
            0,
            Seeds / 100);

    [Fact]
    public void Scan_through_a_gateway_that_rejects_after_six_seconds_never_says_stealth_wrongly_on_IPv6() => ForAllSeeds(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.RejectedLate, Behaviour.Silent, Behaviour.Open);
        var scan = SimulatedScan.Run(new Scenario(ports, seed) { IsIpv6 = true });

        // The gateway's controls answer late too, so that now and then it looks like one that limits its errors.
        Assert.Equal(ports.Select(TruthOf), scan.Reasons.Select(reason => reason == Reason.RateLimited ? Reason.NoReply : reason));
    });

    [Fact]
    public void Scan_whose_capture_lost_packets_never_says_stealth_wrongly()
    {
        Assert.Equal(0, CountWrong(seed =>
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
        Assert.Equal(0, CountWrong(seed =>
        {
            var from = TimeSpan.FromMilliseconds(new Random(seed).Next(0, 4000));
            return new Scenario(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.NotSendable), seed)
            {
                SendGap = (from, from + TimeSpan.FromMilliseconds(new Random(~seed).Next(1, 6000))),
            };
        }));
    }

    private static Reason TruthOf(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Open => Reason.SynAck,
        Behaviour.Closed => Reason.Reset,
        Behaviour.Rejected or Behaviour.RejectedLate => Reason.AdminProhibited,
        _ => Reason.NoReply,
    };

    private static int CountWrong(Func<int, Scenario> scenarioOf) => Enumerable.Range(1, Seeds)
        .Select(seed => (Scenario: scenarioOf(seed), Scan: SimulatedScan.Run(scenarioOf(seed))))
        .Count(world => world.Scan.WrongStealth().Any()
            && (world.Scenario.ForeignErrorsPerSecond == 0 || world.Scan.Reasons.Contains(Reason.AdminProhibited)));

    private static void ForAllSeeds(Action<int> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                check(seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The world of seed {seed} is judged wrongly.", e);
            }
        }
    }
}
