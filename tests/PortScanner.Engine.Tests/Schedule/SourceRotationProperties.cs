using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>
/// Hundreds of seeded worlds with a source prefix and a host that limits its errors: the prefix brings answers, and whatever it is to the
/// host, no port that would answer the scan's own address is called stealth because of it.
/// </summary>
public sealed class SourceRotationProperties
{
    private const int Seeds = SeededWorlds.Count;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Host_that_limits_errors_to_each_address_is_read_whole(int perSecond) => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.RejectedByRouter, Behaviour.Open, Behaviour.Closed);
        var scan = SimulatedScan.Run(World(ports, seed, perSecond) with { ToPrefix = port => ports[port] });

        Assert.DoesNotContain(scan.Reasons, reason => reason is Reason.NoReply or Reason.RateLimited);
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    });

    [Theory]
    [InlineData(nameof(Behaviour.Silent), 0.0)]
    [InlineData(nameof(Behaviour.Silent), 0.1)]
    [InlineData(nameof(Behaviour.Closed), 0.0)]
    [InlineData(nameof(Behaviour.RejectedByRouter), 0.0)]
    public void Host_to_which_the_whole_prefix_is_something_else_is_wrong_in_at_most_one_of_a_hundred(string toPrefix, double loss) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed => World(MixedWithSilent(seed), seed, 10) with { ToPrefix = _ => Enum.Parse<Behaviour>(toPrefix), Loss = loss }),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(nameof(Behaviour.Rejected))]
    [InlineData(nameof(Behaviour.Open))]
    public void Host_that_drops_half_of_the_ports_for_the_prefix_only_is_wrong_in_at_most_one_of_a_hundred(string many) =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed =>
            {
                var ports = Worlds.Few(seed, Behaviour.Rejected, 30, Enum.Parse<Behaviour>(many));
                return World(ports, seed, 1) with { ToPrefix = port => port % 2 == 0 ? Behaviour.Silent : ports[port] };
            }),
            0,
            Seeds / 100);

    [Fact]
    public void Host_that_limits_errors_to_the_prefix_as_a_whole_is_wrong_in_at_most_one_of_a_hundred() =>
        Assert.InRange(
            SeededWorlds.CountWrong(seed =>
            {
                var ports = MixedWithSilent(seed);
                return World(ports, seed, 10) with { ToPrefix = port => ports[port], PrefixLimit = _ => new TokenBucket(6, 10) };
            }),
            0,
            Seeds / 100);

    [Fact]
    public void Firewall_that_rejects_the_prefix_makes_no_silent_port_rejected() => SeededWorlds.ForAll(seed =>
    {
        Behaviour[] ports = [Behaviour.Open, Behaviour.Closed, .. MixedWithSilent(seed)];
        var scan = SimulatedScan.Run(World(ports, seed, 10) with { ToPrefix = _ => Behaviour.Rejected });

        Assert.DoesNotContain((Behaviour.Silent, Reason.AdminProhibited), ports.Zip(scan.Reasons));
    });

    [Fact]
    public void Firewall_that_rejects_the_prefix_makes_no_silent_port_rejected_where_nothing_could_show_it() => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent);
        var scan = SimulatedScan.Run(World(ports, seed, 10) with { ToPrefix = _ => Behaviour.Rejected });

        Assert.DoesNotContain((Behaviour.Silent, Reason.AdminProhibited), ports.Zip(scan.Reasons));
    });

    [Fact]
    public void Scan_without_a_limit_sends_nothing_from_the_prefix() => SeededWorlds.ForAll(seed =>
    {
        var ports = MixedWithSilent(seed);
        var scan = SimulatedScan.Run(new Scenario(ports, seed) { ToPrefix = port => ports[port] });

        Assert.Equal(0, scan.PacketsFromPrefix);
    });

    [Fact]
    public void Scan_stops_asking_from_a_prefix_that_brings_nothing() => SeededWorlds.ForAll(seed =>
    {
        var ports = Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Closed);
        var scan = SimulatedScan.Run(World(ports, seed, 10) with { ToPrefix = _ => Behaviour.Silent });

        Assert.InRange(scan.PacketsFromPrefix, 0, 2 * (ports.Length + 4));
    });

    private static Scenario World(Behaviour[] ports, int seed, int perSecond) => new(ports, seed)
    {
        IsIpv6 = true,
        ErrorLimit = _ => new TokenBucket(6, perSecond),
        RouterLimit = _ => new TokenBucket(6, perSecond),
    };

    private static Behaviour[] MixedWithSilent(int seed) => Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Open, Behaviour.Closed);
}
