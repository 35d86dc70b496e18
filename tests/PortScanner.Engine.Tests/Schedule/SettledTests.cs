using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>The moment from which on nothing more turns out open, and what is said of the ports whose manner of "no" stays hidden.</summary>
public sealed class SettledTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static TheoryData<int?, bool> Limits => new()
    {
        { null, false }, { 1, false }, { 10, false }, { null, true }, { 1, true }, { 10, true },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Whatever_the_limit_on_errors_is_a_scan_is_settled_in_five_seconds(int? perSecond, bool isIpv6) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected);
        var scan = SimulatedScan.Run(Limited(ports, seed, perSecond) with { IsIpv6 = isIpv6 });
        Assert.InRange(scan.SettledAt ?? TimeSpan.MaxValue, TimeSpan.Zero, Soon);
        Assert.Empty(scan.OpenAfterSettled);
        Assert.All(scan.Reasons.Where(reason => reason != Reason.RateLimited), reason => Assert.NotEqual(PortState.Unknown, reason.Info().State));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Host_that_rejects_all_but_a_few_open_ports_leaves_none_unknown(int perSecond) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Few(seed, Behaviour.Open, 3, Behaviour.Rejected);
        var scan = SimulatedScan.Run(Limited(ports, seed, perSecond));
        Assert.InRange(scan.SettledAt ?? TimeSpan.MaxValue, TimeSpan.Zero, Soon);
        Assert.Empty(scan.OpenAfterSettled);
        Assert.All(scan.Reasons.Zip(ports), port => Assert.True(
            port.First == port.Second.Truth() || (port is (Reason.RateLimited, Behaviour.Rejected)), $"{port.Second} is called {port.First}."));
    });

    [Theory]
    [InlineData(0.02, null)]
    [InlineData(0.10, null)]
    [InlineData(0.05, 1)]
    [InlineData(0.10, 10)]
    public void Loss_makes_a_port_open_later_than_settled_in_at_most_one_of_fifty_worlds(double loss, int? perSecond) => Assert.InRange(
        CountLate(seed => Limited(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected), seed, perSecond) with { Loss = loss }),
        0,
        SeededWorlds.Count / 50);

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.10, 1)]
    [InlineData(0.10, 10)]
    public void Where_errors_alone_come_loss_hides_an_open_port_in_at_most_one_of_fifty_worlds(double loss, int perSecond) => Assert.InRange(
        CountLate(seed => Limited(Worlds.Few(seed, Behaviour.Open, 2, Behaviour.Rejected), seed, perSecond) with { Loss = loss }),
        0,
        SeededWorlds.Count / 50);

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(2000, 400)]
    public void Bursts_make_a_port_open_later_than_settled_in_at_most_one_of_fifty_worlds(int good, int bad) => Assert.InRange(
        CountLate(seed => Limited(Worlds.Mixed(seed, Behaviour.Open, Behaviour.Closed, Behaviour.Silent, Behaviour.Rejected), seed, 1) with
        {
            LossBursts = (TimeSpan.FromMilliseconds(good), TimeSpan.FromMilliseconds(bad)),
        }),
        0,
        SeededWorlds.Count / 50);

    [Fact]
    public void Outage_from_the_first_round_on_settles_nothing_while_it_lasts() => SeededWorlds.ForAll(seed =>
    {
        var cut = (From: TimeSpan.FromSeconds(0.5), To: TimeSpan.FromSeconds(6));
        Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.Rejected, 50), .. Worlds.Few(seed, Behaviour.Open, 4, Behaviour.Rejected)];
        var scan = SimulatedScan.Run(Limited(ports, seed, 1) with { Outage = cut, HasConnection = true });
        Assert.InRange(scan.SettledAt ?? TimeSpan.MaxValue, cut.To, TimeSpan.MaxValue);
        Assert.Empty(scan.OpenAfterSettled);
    });

    [Fact]
    public void Banned_tester_is_told_that_nothing_is_settled()
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Open, 100)], 1)
        {
            HasConnection = true,
            BanBeyond = _ => new ScanDetector(20, TimeSpan.FromSeconds(3)),
        });
        Assert.Null(scan.SettledAt);
        Assert.Contains(Reason.Banned, scan.Reasons);
    }

    [Fact]
    public void Silent_host_on_IPv6_is_settled_before_its_late_window_is_over()
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Silent, 100)], 1) { IsIpv6 = true, HasConnection = true });
        Assert.InRange(scan.SettledAt ?? TimeSpan.MaxValue, TimeSpan.Zero, Soon);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8.5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Late_errors_of_TCP_are_no_sign_of_a_limit_on_those_of_UDP(bool hasConnection)
    {
        Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.RejectedLate, 107), .. Enumerable.Repeat(Behaviour.Silent, 35)];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { UdpFrom = 107, IsIpv6 = true, HasConnection = hasConnection });
        Assert.Equal(ports.Select(port => port.Truth()), scan.Reasons);
        Assert.False(scan.IsLimitRecognised);
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Refinement_lasts_as_long_as_the_visitor_waits(int seconds)
    {
        var wait = TimeSpan.FromSeconds(seconds);
        var scan = SimulatedScan.Run(Limited([.. Enumerable.Repeat(Behaviour.Rejected, 150)], 1, 1) with { Wait = wait });
        Assert.InRange(scan.EndedAt, scan.SettledAt!.Value + wait, scan.SettledAt.Value + wait + TimeSpan.FromSeconds(2));
        Assert.Equal([Reason.AdminProhibited, Reason.RateLimited], scan.Reasons.Distinct().Order());
    }

    [Fact]
    public void Silent_port_on_IPv6_that_is_not_waited_for_is_not_called_stealth()
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Silent, 20)], 1) { IsIpv6 = true, Wait = TimeSpan.Zero });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.NotAwaited, reason));
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, Soon + TimeSpan.FromSeconds(1));
    }

    private static Scenario Limited(IReadOnlyList<Behaviour> ports, int seed, int? perSecond) =>
        new(ports, seed) { ErrorLimit = perSecond is { } rate ? _ => new TokenBucket(6, rate) : null };

    private static int CountLate(Func<int, Scenario> scenarioOf) =>
        Enumerable.Range(1, SeededWorlds.Count).AsParallel().Count(seed => SimulatedScan.Run(scenarioOf(seed)).OpenAfterSettled.Count > 0);
}
