using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>A tester with a few other addresses and a host that sends each of them one error a second.</summary>
public sealed class OtherAddressesTests
{
    private const int Others = 3;
    private const int Seeds = 50;

    public static TheoryData<int> FewSeeds => [.. Enumerable.Range(1, 10)];

    [Theory, MemberData(nameof(FewSeeds))]
    public void Four_addresses_read_about_four_times_as_many_errors_as_one(int seed)
    {
        Behaviour[] ports = [Behaviour.Open, .. Enumerable.Repeat(Behaviour.Rejected, 400)];
        var one = Count(SimulatedScan.Run(World(ports, seed) with { OtherAddresses = 0, ToPrefix = null }));
        var four = Count(SimulatedScan.Run(World(ports, seed)));

        Assert.InRange(one, 55, 70);
        Assert.InRange((double)four / one, 3, 4.2);
    }

    [Fact]
    public void Silence_to_the_other_addresses_makes_no_port_stealth_that_is_none() =>
        Assert.All(Enumerable.Range(1, Seeds), seed =>
        {
            var ports = Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent, Behaviour.Open);
            Assert.Empty(SimulatedScan.Run(World(ports, seed) with { ToPrefix = port => port % 2 == 0 ? Behaviour.Silent : ports[port] }).WrongStealth());
        });

    [Fact]
    public void Address_that_is_rejected_altogether_makes_no_silent_port_rejected_while_the_others_count() =>
        Assert.All(Enumerable.Range(1, Seeds), seed =>
        {
            Behaviour[] ports = [Behaviour.Open, Behaviour.Closed, .. Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Silent)];
            var scan = SimulatedScan.Run(World(ports, seed) with { ToAddress = place => place == 1 ? Behaviour.Rejected : null });
            Assert.DoesNotContain((Behaviour.Silent, Reason.AdminProhibited), ports.Zip(scan.Reasons));
        });

    [Fact]
    public void Scan_without_a_limit_sends_nothing_from_the_other_addresses() =>
        Assert.All(Enumerable.Range(1, Seeds), seed =>
            Assert.Equal(0, SimulatedScan.Run(World(Worlds.Mixed(seed, Behaviour.Rejected, Behaviour.Open), seed) with { ErrorLimit = null }).PacketsFromPrefix));

    private static int Count(SimulatedScan scan) => scan.Reasons.Count(reason => reason == Reason.AdminProhibited);

    private static Scenario World(Behaviour[] ports, int seed) => new(ports, seed)
    {
        OtherAddresses = Others,
        ToPrefix = port => ports[port],
        ErrorLimit = _ => new TokenBucket(6, 1),
    };
}
