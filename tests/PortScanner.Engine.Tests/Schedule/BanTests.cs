using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>Firewalls that ban whoever asks many ports at once, in simulated worlds.</summary>
public sealed class BanTests
{
    private const int Seeds = 200;

    // One in a hundred, and three standard deviations of what is counted.
    private const int ManySeeds = 1000;
    private const int MostOfManySeeds = 10 + 9;

    // The first two are asked carefully, 110 is not.
    private static readonly int[] OpenPorts = [22, 80, 110];

    [Theory]
    [InlineData(7, 2)]
    [InlineData(3, 0.1)]
    [InlineData(6, 1)]
    [InlineData(20, 10)]
    [InlineData(60, 20)]
    public void Ports_that_were_asked_before_the_ban_are_open_and_the_others_banned(double burst, double perSecond) =>
        CheckBanned(new Scenario(Ports(), 1) { HasConnection = true, BanBeyond = _ => new TokenBucket(burst, perSecond) }, [22, 80]);

    [Fact]
    public void Weighed_ports_are_counted_to_less_than_a_ban_by_the_careful_start() =>
        CheckBanned(new Scenario(Ports(), 1) { HasConnection = true, BanBeyond = _ => new ScanDetector(7, TimeSpan.FromSeconds(3)) }, [22, 80]);

    [Theory]
    [InlineData(23)]
    [InlineData(110)]
    [InlineData(50)]
    public void Port_that_is_a_trap_makes_no_open_port_stealth(int trap) =>
        CheckBanned(new Scenario(Ports(), 1) { HasConnection = true, Trap = trap }, [22, 80]);

    [Fact]
    public void Host_that_refuses_until_it_bans_is_known_by_its_refusals()
    {
        var ports = Enumerable.Repeat(Behaviour.Closed, 150).ToArray();
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { HasConnection = true, BanBeyond = _ => new TokenBucket(30, 10) });
        Assert.Equal([Reason.Reset, Reason.Banned], scan.Reasons.Distinct().OrderBy(reason => reason));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(12));
    }

    [Theory]
    [InlineData(7, 2, 14 * 86400)]
    [InlineData(7, 2, 1)]
    [InlineData(7, 2, 3)]
    [InlineData(20, 10, 2)]
    [InlineData(100, 50, 4)]
    [InlineData(300, 100, 1)]
    public void Open_port_is_called_stealth_by_no_scan_that_excludes_a_ban(double burst, double perSecond, double seconds) =>
        Assert.InRange(
            Enumerable.Range(1, Seeds).AsParallel()
                .Select(seed => SimulatedScan.Run(new Scenario(Worlds.Few(seed, Behaviour.Open, 3, Behaviour.Silent), seed)
                {
                    HasConnection = true,
                    BanBeyond = _ => new TokenBucket(burst, perSecond),
                    BanLasts = TimeSpan.FromSeconds(seconds),
                }))
                .Count(scan => scan.IsBanExcluded && scan.WrongStealth().Any()),
            0,
            Seeds / 100);

    [Theory]
    [InlineData(0.05, 0, 0)]
    [InlineData(0.10, 0, 0)]
    [InlineData(0.25, 0, 0)]
    [InlineData(0, 500, 50)]
    [InlineData(0, 2000, 400)]
    [InlineData(0, 3000, 1000)]
    [InlineData(0, 4000, 4000)]
    public void Loss_is_called_a_ban_in_at_most_one_of_a_hundred_scans(double loss, int goodMilliseconds, int badMilliseconds) =>
        Assert.InRange(
            Enumerable.Range(1, ManySeeds).AsParallel()
                .Select(seed => SimulatedScan.Run(new Scenario(Worlds.Few(seed, Behaviour.Open, 1 + (seed % 3), Behaviour.Silent), seed)
                {
                    HasConnection = true,
                    Loss = loss,
                    LossBursts = badMilliseconds > 0 ? (TimeSpan.FromMilliseconds(goodMilliseconds), TimeSpan.FromMilliseconds(badMilliseconds)) : null,
                }))
                .Count(scan => scan.Reasons.Contains(Reason.Banned)),
            0,
            MostOfManySeeds);

    [Fact]
    public void Path_that_is_cut_in_mid_scan_is_not_called_a_ban()
    {
        var cut = (TimeSpan.FromSeconds(0.65), TimeSpan.FromHours(1));
        var scan = SimulatedScan.Run(new Scenario(Ports(), 1) { HasConnection = true, Outage = cut });
        Assert.Equal([Reason.SynAck, Reason.PacketLoss], scan.Reasons.Distinct().Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ban_from_before_the_scan_is_known_by_an_answer_to_the_source_prefix(bool isOpen)
    {
        var scan = SimulatedScan.Run(new Scenario(Ports(), 1)
        {
            IsIpv6 = true,
            HasConnection = true,
            BannedFrom = TimeSpan.Zero,
            ToPrefix = port => !isOpen || port != 22 ? Behaviour.Silent : Behaviour.Open,
        });
        Assert.Equal([isOpen ? Reason.Banned : Reason.NoReply], scan.Reasons.Distinct());
        Assert.False(scan.IsBanExcluded);
        Assert.Equal(CarefulPorts.Most, scan.PacketsFromPrefix);
    }

    [Fact]
    public void Host_that_answers_nobody_is_stealth_and_may_have_banned()
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Silent, 150)], 1) { HasConnection = true });
        Assert.Equal([Reason.NoReply], scan.Reasons.Distinct());
        Assert.False(scan.IsBanExcluded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Host_that_answers_to_the_end_has_not_banned(bool isOpen)
    {
        var ports = Enumerable.Repeat(Behaviour.Silent, 150).ToArray();
        ports[110] = isOpen ? Behaviour.Open : Behaviour.Closed;
        Assert.True(SimulatedScan.Run(new Scenario(ports, 1) { HasConnection = true }).IsBanExcluded);
    }

    [Theory]
    [InlineData(ProbeProtocol.Tcp, false, Reason.Banned)]
    [InlineData(ProbeProtocol.Udp, false, Reason.Banned)]
    [InlineData(ProbeProtocol.Tcp, true, Reason.Banned)]
    [InlineData(ProbeProtocol.Udp, true, Reason.ScanEnded)]
    public void Ban_is_not_about_UDP_where_the_target_goes_on_answering_it(ProbeProtocol protocol, bool isUdpAnswered, Reason reason) =>
        Assert.Equal(reason, new ScanEnding(Reason.Banned, 0) { IsUdpAnswered = isUdpAnswered }.ReasonOfSilence(protocol, 0, isTooLong: false));

    private static Behaviour[] Ports()
    {
        var ports = Enumerable.Repeat(Behaviour.Silent, 150).ToArray();
        foreach (var open in OpenPorts)
        {
            ports[open] = Behaviour.Open;
        }

        return ports;
    }

    private static void CheckBanned(Scenario scenario, int[] found)
    {
        var scan = SimulatedScan.Run(scenario);
        Assert.All(found, port => Assert.Equal(Reason.SynAck, scan.Reasons[port]));
        Assert.Equal([Reason.Banned], scan.Reasons.Distinct().Except([Reason.SynAck]));
        Assert.InRange(scan.EndedAt, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(12));
    }
}
