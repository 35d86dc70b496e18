using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tests.Schedule.Simulation;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>Several testers that ask one host.</summary>
public sealed class ShareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Rows_of_several_testers_are_together_those_of_one(int count) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected);
        var plan = Plans.Of(AddressFamily.InterNetwork, Plans.Syns(0, ports.Length));
        var merged = new Reason[ports.Length];
        for (var index = 0; index < count; index++)
        {
            var share = new PlanShare(index, count, SharedProbes.All);
            int[] own = [.. Enumerable.Range(0, ports.Length).Where(place => share.Has(plan, place))];
            if (own.Length == 0)
            {
                continue;
            }

            var scan = SimulatedScan.Run(new Scenario([.. own.Select(place => ports[place])], seed + index) { HasConnection = true });
            for (var i = 0; i < own.Length; i++)
            {
                merged[own[i]] = scan.Reasons[i];
            }
        }

        Assert.Equal(ports.Select(port => port.Truth()), merged);
    });

    // A limit counts by who asks: 40 closed UDP ports, one error a second after six at once.
    [Fact]
    public void Four_testers_read_a_limit_in_less_than_half_of_the_time_of_one()
    {
        var one = TimeFor(40);
        Assert.InRange(TimeFor(10), TimeSpan.Zero, one / 2);

        static TimeSpan TimeFor(int count) => SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Rejected, count)], 1)
        {
            UdpFrom = 0,
            ErrorLimit = _ => new TokenBucket(6, 1),
        }).EndedAt;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public void Parts_are_together_as_fast_as_one(int count)
    {
        PathPace[] paces = [.. Enumerable.Range(0, count).Select(_ => new PathPace(10_000))];
        Assert.All(paces, pace => pace.Allow(TimeSpan.Zero, 1.0 / count));
        Assert.Equal(PathPace.Moderate, paces.Sum(pace => pace.PacketsPerSecond), 6);
    }

    [Fact]
    public void Part_that_is_given_on_is_sent_at_once_and_one_that_is_taken_no_more()
    {
        var pace = new PathPace(10_000);
        pace.Allow(TimeSpan.Zero, 0.25);
        pace.Allow(TimeSpan.FromSeconds(1), 0.5);
        Assert.Equal(PathPace.Moderate / 2, pace.PacketsPerSecond, 6);
        pace.Allow(TimeSpan.FromSeconds(2), 0.05);
        Assert.Equal(PathPace.Moderate / 20, pace.PacketsPerSecond, 6);
        pace.Allow(TimeSpan.FromSeconds(3), 1);
        Assert.Equal(PathPace.Moderate, pace.PacketsPerSecond, 6);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    public void Ceiling_of_a_part_is_as_much_of_the_ceiling(double part)
    {
        var pace = new PathPace(10_000);
        pace.Allow(TimeSpan.Zero, part);
        for (var i = 1; i <= 4000; i++)
        {
            var now = TimeSpan.FromMilliseconds(5 * i);
            pace.OnSent(now, (int)Math.Ceiling(pace.PacketsPerSecond / 200));
            for (var answer = 0; answer < 20; answer++)
            {
                pace.OnAnswer(now, TimeSpan.FromMilliseconds(20));
            }
        }

        Assert.InRange(pace.PacketsPerSecond, 0, (10_000 * part) + 0.001);
    }

    [Fact]
    public void Silence_while_the_testers_own_path_is_cut_is_not_the_targets()
    {
        var scan = SimulatedScan.Run(new Scenario([Behaviour.Open, .. Enumerable.Repeat(Behaviour.Silent, 30)], 3)
        {
            HasConnection = true,
            TesterCut = (TimeSpan.Zero, TimeSpan.FromHours(1)),
        });
        Assert.Equal(Reason.SynAck, scan.Reasons[0]);
        Assert.All(scan.Reasons.Skip(1), reason => Assert.Equal(Reason.TesterPath, reason));
    }

    [Fact]
    public void Silence_is_asked_again_once_the_testers_own_path_works()
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Silent, 30)], 3)
        {
            HasConnection = true,
            TesterCut = (TimeSpan.Zero, TimeSpan.FromSeconds(6)),
        });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.NoReply, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30));
    }
}
