using PortScanner.Core.Results;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>Whole scans over paths of all kinds, at the pace that each of them sets.</summary>
public sealed class PathPaceWorlds
{
    private const int Quick = 142;
    private const int Large = 20_000;
    private const double Ceiling = 10_000;

    // Of each path and host.
    private const int Seeds = 8;

    private static readonly Dictionary<string, Func<Scenario, Scenario>> Paths = new()
    {
        ["clean"] = scenario => scenario,
        ["10 Gbit/s"] = scenario => scenario with { RoundTrip = Ms(8), Bottleneck = _ => new(10_000_000, Ms(10)) },
        ["far"] = scenario => scenario with { RoundTrip = Ms(200) },
        ["LTE"] = scenario => scenario with { RoundTrip = Ms(10), Jitter = Ms(70), Bottleneck = _ => new(25_000, Ms(300)) },
        ["2 % loss"] = scenario => scenario with { Loss = 0.01 },
        ["DSL"] = scenario => scenario with { Bottleneck = _ => new(1488, Ms(100)) },
        ["bufferbloat"] = scenario => scenario with { Bottleneck = _ => new(3000, Ms(1000)) },
        ["50/s"] = scenario => scenario with { Bottleneck = _ => new(50, Ms(100)) },
        ["policer"] = scenario => scenario with { Bottleneck = _ => new(1_000_000, Ms(10)) { Policer = new TokenBucket(300, 3000) } },
        ["download"] = scenario => scenario with { Bottleneck = _ => new(1488, Ms(100)), Longer = (Seconds(3), Ms(170)) }, // a queue that stays
        ["others"] = scenario => scenario with { Bottleneck = random => new(1488, Ms(200)) { Others = (1100, Seconds(5), Seconds(15), random) } },
    };

    private static readonly Dictionary<string, Func<int, Scenario>> Hosts = new()
    {
        ["closed"] = count => Host(count, _ => Behaviour.Closed),
        ["mixed"] = count => Host(count, index => index % 14 == 8 ? Behaviour.Closed : index % 47 == 7 ? Behaviour.Open : Behaviour.Silent),
        ["page"] = count => Silent(count) with { FedEvery = Ms(250) },
        ["text"] = count => Silent(count) with { FedEvery = Ms(1000), FedWhileSending = (Ms(250), int.MaxValue) },
        ["file"] = count => Silent(count) with { FedEvery = Ms(2000), FedWhileSending = (Ms(250), 16) },
        ["silent"] = Silent,
    };

    /// <summary>
    /// The path; the host, and how often something is written to its visitor; seconds, of the median and of the slowest world; the queue that 95 % of
    /// the time is not longer, of the median and of the worst; the pace that is reached in each.
    /// </summary>
    public static TheoryData<string, string, double, double, double, double, double> LargeScans { get; } = new()
    {
        { "clean", "closed", 3.5, 3.5, 1, 1, 10_000 },
        { "clean", "mixed", 9.5, 9.5, 1, 1, 10_000 },
        { "clean", "page", 10, 10, 1, 1, 10_000 },
        { "clean", "text", 10, 10, 1, 1, 10_000 },
        { "clean", "silent", 53, 53, 1, 1, 1200 },
        { "clean", "file", 22, 23, 1, 1, 3000 },
        { "10 Gbit/s", "page", 10, 10, 1, 1, 10_000 },
        { "10 Gbit/s", "closed", 3.5, 3.5, 1, 1, 10_000 },
        { "far", "closed", 5, 5, 1, 1, 10_000 },
        { "far", "page", 11, 11, 1, 1, 10_000 },
        { "LTE", "closed", 4, 4, 5, 5, 10_000 },
        { "LTE", "mixed", 9.5, 9.5, 5, 5, 10_000 },
        { "LTE", "page", 10, 12, 5, 5, 10_000 },
        { "2 % loss", "closed", 4, 5, 1, 1, 10_000 },
        { "2 % loss", "page", 10, 20, 1, 1, 10_000 },
        { "DSL", "closed", 17, 17, 50, 50, 1500 },
        { "DSL", "mixed", 48, 50, 40, 50, 1500 },
        { "DSL", "page", 47, 50, 65, 70, 1500 },
        { "DSL", "text", 47, 50, 65, 70, 1500 },
        { "DSL", "file", 55, 60, 50, 105, 1500 },
        { "bufferbloat", "closed", 9, 9, 50, 50, 3000 },
        { "bufferbloat", "mixed", 41, 43, 20, 50, 3000 },
        { "bufferbloat", "page", 27, 27, 65, 70, 3000 },
        { "bufferbloat", "text", 27, 27, 65, 70, 3000 },
        { "bufferbloat", "file", 37, 38, 65, 75, 3000 },
        { "policer", "closed", 12, 12, 1, 1, 3000 },
        { "policer", "page", 60, 130, 1, 1, 3000 },
        { "policer", "file", 60, 140, 1, 1, 3000 },
        { "others", "closed", 26, 27, 55, 80, 1500 },
        { "others", "page", 72, 75, 65, 70, 1500 },
        { "download", "closed", 20, 20, 50, 55, 1500 },
        { "download", "mixed", 52, 55, 30, 50, 1500 },
        { "download", "page", 50, 50, 65, 65, 1500 },
        { "download", "text", 50, 50, 65, 65, 1500 },
    };

    /// <summary>All paths and hosts, but for the slowest line of which nothing tells.</summary>
    public static TheoryData<string, string> QuickScans { get; } =
        new(Paths.Keys.SelectMany(path => Hosts.Keys.Select(host => (path, host))).Where(world => world is not ("50/s", "silent")));

    [Theory, MemberData(nameof(LargeScans))]
    public void Large_scan_goes_at_the_pace_that_the_path_carries_and_leaves_the_line_to_others(
        string path, string host, double seconds, double mostSeconds, double milliseconds, double mostMilliseconds, double pace)
    {
        var scans = RunAll(path, host, Large);
        AssertWithin(scans.Select(scan => scan.EndedAt.TotalSeconds), seconds, mostSeconds);
        AssertWithin(scans.Select(scan => scan.Waits.Order().ElementAt(scan.Waits.Count * 95 / 100).TotalMilliseconds), milliseconds, mostMilliseconds);
        Assert.InRange(scans.Min(scan => scan.Paces.Max()), pace, Ceiling);
    }

    [Theory, MemberData(nameof(QuickScans))]
    public void Quick_scan_finds_the_truth_on_any_path(string path, string host) => RunAll(path, host, Quick);

    [Theory]
    [InlineData("clean")]
    [InlineData("10 Gbit/s")]
    [InlineData("far")]
    [InlineData("LTE")]
    public void Quick_scan_is_no_slower_on_a_clean_path_than_at_a_pace_that_never_falls(string path)
    {
        foreach (var host in Hosts.Keys)
        {
            var fixedPace = RunAll(path, host, Quick, PathPace.Moderate);
            Assert.All(RunAll(path, host, Quick).Zip(fixedPace), scans => Assert.InRange(scans.First.EndedAt, TimeSpan.Zero, scans.Second.EndedAt + Ms(5)));
        }
    }

    [Fact]
    public void Line_of_fifty_packets_a_second_is_read_in_half_again_the_time_that_it_needs()
    {
        var needed = Seconds(Quick / 50.0);
        Assert.All(RunAll("50/s", "closed", Quick), scan => Assert.InRange(scan.EndedAt, needed, (1.5 * needed) + Seconds(0.7)));

        // Silence is proved by eight attempts where answers get lost, with two packets each where few answer.
        Assert.All(RunAll("50/s", "mixed", Quick), scan => Assert.InRange(scan.EndedAt, needed, 1.5 * 2 * 8 * needed));
    }

    [Fact]
    public void All_ports_of_a_silent_host_are_asked_three_times_in_forty_five_seconds_where_the_path_carries_it()
    {
        foreach (var pause in (int[])[250, 1000, 2000])
        {
            var scan = SimulatedScan.Run(Silent(65_536) with { FedEvery = Ms(pause), Ceiling = Ceiling, Budget = TimeSpan.FromMinutes(8) });
            Assert.Empty(scan.WrongStealth());
            Assert.InRange(scan.EndedAt, Seconds(20), Seconds(45));
        }
    }

    [Theory]
    [InlineData(250, 40, 11)]
    [InlineData(250, 200, 12)]
    [InlineData(1000, 40, 30)]
    [InlineData(1000, 200, 25)]
    public void Acknowledgements_that_a_machine_delays_are_no_queue(int pause, int delay, double seconds)
    {
        var scan = SimulatedScan.Run(Silent(Large) with { FedEvery = Ms(pause), AcknowledgedAfter = Ms(delay), Ceiling = Ceiling, Budget = TimeSpan.FromMinutes(8) });
        Assert.Empty(scan.WrongStealth());
        Assert.InRange(scan.EndedAt, TimeSpan.Zero, Seconds(seconds));
    }

    [Theory]
    [InlineData(50, "page")]
    [InlineData(50, "text")]
    [InlineData(50, "file")]
    [InlineData(75, "page")]
    [InlineData(75, "text")]
    [InlineData(75, "file")]
    [InlineData(200, "page")]
    [InlineData(200, "text")]
    [InlineData(200, "file")]
    [InlineData(100, "silent")]
    [InlineData(200, "silent")]
    [InlineData(400, "silent")]
    public void One_open_port_of_a_silent_host_is_found_behind_a_line_that_the_first_burst_overruns(double line, string host)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var scan = SimulatedScan.Run(Hosts[host](Quick) with { Seed = seed, Ceiling = Ceiling, Bottleneck = _ => new(line, Ms(100)) });
            Assert.Empty(scan.WrongStealth());
            Assert.Empty(scan.OpenAfterSettled);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public void Limit_on_resets_is_read_no_slower_than_at_a_pace_that_never_falls(double perSecond)
    {
        var host = Host(Quick, index => index % 14 == 3 ? Behaviour.Silent : Behaviour.Closed) with { ResetLimit = _ => new TokenBucket(perSecond, perSecond) };
        var fixedPace = SimulatedScan.Run(host);
        Assert.InRange(SimulatedScan.Run(host with { Ceiling = Ceiling }).EndedAt, TimeSpan.Zero, fixedPace.EndedAt + Ms(100));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.15)]
    public void Loss_that_does_not_depend_on_the_pace_makes_no_scan_slower(double loss)
    {
        var (before, now) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var seed = 1; seed <= 40; seed++)
        {
            var host = Host(Quick, index => index % 2 == 0 ? Behaviour.Closed : index % 20 == 1 ? Behaviour.Open : Behaviour.Silent) with
            {
                Seed = seed, Loss = loss, HasConnection = true, FedEvery = Ms(250),
            };
            before += SimulatedScan.Run(host).EndedAt;
            now += SimulatedScan.Run(host with { Ceiling = Ceiling }).EndedAt;
        }

        Assert.InRange(now, TimeSpan.Zero, 1.05 * before);
    }

    private static SimulatedScan[] RunAll(string path, string host, int count, double ceiling = Ceiling) => SeededWorlds.Each(Seeds, seed =>
    {
        var budget = count > Quick ? TimeSpan.FromMinutes(8) : TimeSpan.FromSeconds(60);
        var scan = SimulatedScan.Run(Paths[path](Hosts[host](count)) with { Seed = seed, Ceiling = ceiling, Budget = budget });
        Assert.Empty(scan.WrongStealth());
        Assert.DoesNotContain(scan.Reasons, reason => reason is Reason.PacketLoss or Reason.RateLimited);
        return scan;
    });

    private static void AssertWithin(IEnumerable<double> values, double median, double most)
    {
        double[] sorted = [.. values.Order()];
        Assert.InRange(sorted[sorted.Length / 2], 0, median);
        Assert.InRange(sorted[^1], 0, most);
    }

    private static Scenario Silent(int count) => Host(count, index => index == count / 2 ? Behaviour.Open : Behaviour.Silent) with { HasConnection = true };

    private static Scenario Host(int count, Func<int, Behaviour> behaviourOf) => new([.. Enumerable.Range(0, count).Select(behaviourOf)], 1);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
