using System.Net.Sockets;

using PortScanner.Core.Evidence;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.DryRun;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.DryRun;

/// <summary>What a plan sends, asserted packet by packet without a right or a network.</summary>
public sealed class ScanDryRunTests
{
    private const int PacketsPerSecond = 1000;

    private static readonly Comparer<Probe> ByKindAndPort =
        Comparer<Probe>.Create((one, other) => (one.Kind, one.Port ?? 0).CompareTo((other.Kind, other.Port ?? 0)));

    public static TheoryData<ScanProfile, AddressFamily> Plans { get; } = new()
    {
        { ScanProfile.Quick, AddressFamily.InterNetwork },
        { ScanProfile.Quick, AddressFamily.InterNetworkV6 },
        { ScanProfile.Standard, AddressFamily.InterNetwork },
        { ScanProfile.Standard, AddressFamily.InterNetworkV6 },
    };

    [Theory, MemberData(nameof(Plans))]
    public void Every_packet_goes_from_the_source_to_the_target_and_nowhere_else(ScanProfile profile, AddressFamily family)
    {
        foreach (var packet in DryRunOf(profile, family).Packets)
        {
            Assert.True(IpPacket.TryParse(packet.Bytes.Span, out var ip));
            Assert.Equal(IpAddressBits.Of(ScanDryRun.SourceOf(family)), IpAddressBits.Read(ip.Source));
            Assert.Equal(IpAddressBits.Of(ScanDryRun.TargetOf(family)), IpAddressBits.Read(ip.Destination));
        }
    }

    [Theory, MemberData(nameof(Plans))]
    public void Every_probe_is_sent_in_each_of_three_passes(ScanProfile profile, AddressFamily family)
    {
        var (plan, packets) = DryRunOf(profile, family);

        // Where nothing ever answered, loss is unknown, and a few probes are sent twice in each further pass.
        var again = profile == ScanProfile.Quick ? 2 : 1;
        List<Probe> order = [];
        for (var pass = 1; pass <= 3; pass++)
        {
            var expected = Enumerable.Repeat(plan.Probes, pass == 1 ? 1 : again).SelectMany(probes => probes);
            var sent = packets.Where(packet => packet.Pass == pass).Select(packet => packet.Probe).ToList();
            Assert.Equal(expected.Order(ByKindAndPort), sent.Order(ByKindAndPort));

            // Turns of one order, so that each probe has the same time between two attempts.
            Assert.Equal(sent[..plan.Probes.Count], sent[^plan.Probes.Count..]);
            order = pass == 2 ? sent : order;
            Assert.True(pass < 3 || sent.SequenceEqual(order));
        }

        Assert.Equal(plan.Probes.Count * (1 + (2 * again)), packets.Count);
    }

    [Theory, MemberData(nameof(Plans))]
    public void Attempts_of_a_probe_are_spaced_beyond_bursts(ScanProfile profile, AddressFamily family)
    {
        foreach (var attempts in DryRunOf(profile, family).Packets.DistinctBy(packet => (packet.Probe, packet.Pass)).GroupBy(packet => packet.Probe))
        {
            var times = attempts.Select(packet => packet.At.TotalSeconds).ToArray();
            Assert.InRange(times[1] - times[0], 0.99, 2.2);

            // The second round takes its time, as nobody answers, and the third does not.
            Assert.InRange(times[2] - times[1], 1, 2.5);
        }
    }

    [Theory, MemberData(nameof(Plans))]
    public void Pace_is_kept_in_every_second(ScanProfile profile, AddressFamily family)
    {
        var times = DryRunOf(profile, family).Packets.Select(packet => packet.At.TotalSeconds).ToArray();
        var first = 0;
        for (var last = 0; last < times.Length; last++)
        {
            while (times[last] - times[first] >= 1)
            {
                first++;
            }

            // A twenty-fifth of a second's packets may leave at once, after a pause.
            Assert.InRange(last - first + 1, 1, PacketsPerSecond + (PacketsPerSecond / 25));
        }
    }

    [Theory, MemberData(nameof(Plans))]
    public void Careful_ports_are_asked_alone_and_spaced_and_nothing_else_leaves_within_seven_tenths_of_a_second(ScanProfile profile, AddressFamily family)
    {
        var (plan, packets) = DryRunOf(profile, family);
        var times = packets.Take(CarefulPorts.Most + 1).Select(packet => packet.At).ToList();

        Assert.Equal(CarefulFirst(plan).Take(CarefulPorts.Most), packets.Take(CarefulPorts.Most).Select(packet => packet.Probe));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.16)));
        Assert.InRange(times[^1], TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(0.75));
    }

    [Theory, MemberData(nameof(Plans))]
    public void Controls_are_three_random_high_ports_outside_the_plan_and_leave_among_those_of_which_most_is_at_stake(ScanProfile profile, AddressFamily family)
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(profile, family), out var plan, out _));
        var packets = ScanDryRun.Of(plan, new ScanEngineOptions()).ToList();

        var soon = plan.Probes.Count(probe => probe.Kind == ProbeKind.Echo || ServiceCatalogue.Default.ExposureOf(probe) == ExposureClass.Severe) + 3;
        Assert.Equal(3, packets.Take(CarefulPorts.Most + soon).Count(packet => packet.IsControl));
        var controls = packets.Where(packet => packet.IsControl).Select(packet => packet.Probe).Distinct().ToList();
        Assert.Equal(3, controls.Count);
        Assert.All(controls, control => Assert.InRange(control.Port!.Value, 49152, 65535));
        Assert.Empty(controls.Intersect(plan.Probes));
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Firewall_tests_follow_the_plan_in_passes_of_their_own_from_source_ports_that_no_syn_left_from(AddressFamily family)
    {
        var request = new ScanPlanRequest(ScanProfile.Quick, family) { Options = new ScanOptions(Firewall: true) };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        var packets = ScanDryRun.Of(plan, new ScanEngineOptions()).ToList();

        var tests = packets.Where(packet => packet.Probe.Kind.Info().TestsFirewall).ToList();
        Assert.Equal(packets[^tests.Count..], tests);
        Assert.All(tests.GroupBy(packet => packet.Probe), test => Assert.True(test.Count() >= LossRule.MinimumAttempts));
        Assert.Equal(packets.OrderBy(packet => packet.At), packets);

        var sourcePorts = SourcePorts(tests);
        Assert.Empty(sourcePorts.Intersect(SourcePorts(packets.Except(tests))));
        var kindsOfAPort = ProbeKinds.FirewallTests(family, ProbeProtocol.Tcp).Count();
        Assert.Equal(kindsOfAPort, sourcePorts.Count);
    }

    [Theory]
    [InlineData(ScanProfile.Quick, AddressFamily.InterNetwork, false)]
    [InlineData(ScanProfile.Quick, AddressFamily.InterNetworkV6, true)]
    [InlineData(ScanProfile.Standard, AddressFamily.InterNetwork, false)]
    public void Gentle_scan_of_a_silent_host_asks_thrice_and_takes_as_long_as_is_told(ScanProfile profile, AddressFamily family, bool testsFirewall)
    {
        var request = new ScanPlanRequest(profile, family) { Options = new ScanOptions(Firewall: testsFirewall) { Pace = ScanPace.Gentle } };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        var packets = ScanDryRun.Of(plan, new ScanEngineOptions()).ToList();

        var first = packets.Where(packet => !packet.Probe.Kind.Info().TestsFirewall).Select(packet => packet.Probe).Distinct().Count();
        Assert.Equal(plan.Probes.Count + ControlPorts.Count, first);
        Assert.All(packets.GroupBy(packet => packet.Probe).Where(probe => !testsFirewall || probe.Key.Kind != ProbeKind.Syn), probe => Assert.Equal(LossRule.MinimumAttempts, probe.Count()));
        Assert.All(packets.Zip(packets.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1)));
        Assert.InRange(packets[^1].At, (testsFirewall ? 0.6 : 0.95) * GentleTime.Usual(plan), GentleTime.Usual(plan));
    }

    [Theory, MemberData(nameof(Plans))]
    public void Behind_the_careful_ports_comes_what_is_worst_if_it_is_open(ScanProfile profile, AddressFamily family)
    {
        var (_, packets) = DryRunOf(profile, family);
        var first = packets.Where(packet => packet.Pass == 1 && packet.Probe.Kind != ProbeKind.Echo).Skip(CarefulPorts.Most).Select(packet => packet.Probe);
        var exposures = first.Select(ServiceCatalogue.Default.ExposureOf).ToList();

        Assert.Equal(exposures.Order(), exposures);
        Assert.Equal(profile == ScanProfile.Quick ? 3 : 4, exposures.Distinct().Count());
    }

    [Theory, MemberData(nameof(Plans))]
    public void Order_and_random_ports_follow_from_the_seed(ScanProfile profile, AddressFamily family)
    {
        var order = OrderOf(1);
        Assert.Equal(order, OrderOf(1));
        Assert.NotEqual(order, OrderOf(2));
        Assert.NotEqual(OrderOf(null), OrderOf(null));

        List<Probe> OrderOf(long? seed)
        {
            Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(profile, family) { Options = new ScanOptions(Firewall: true) }, out var plan, out _));
            return [.. ScanDryRun.Of(plan, new ScanEngineOptions { Seed = seed }).Select(packet => packet.Probe)];
        }
    }

    private static IEnumerable<Probe> CarefulFirst(ScanPlan plan) => CarefulPorts.Pick(plan).Select(place => plan.Probes[place]).Union(plan.Probes);

    private static HashSet<ushort> SourcePorts(IEnumerable<DryRunPacket> packets)
    {
        HashSet<ushort> ports = [];
        foreach (var packet in packets.Where(packet => packet.Probe.Protocol == ProbeProtocol.Tcp))
        {
            Assert.True(IpPacket.TryParse(packet.Bytes.Span, out var ip));
            Assert.True(TcpHeader.TryParse(ip.Payload, out var segment));
            ports.Add(segment.SourcePort);
        }

        return ports;
    }

    private static (ScanPlan Plan, List<DryRunPacket> Packets) DryRunOf(ScanProfile profile, AddressFamily family)
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(profile, family), out var plan, out _));
        return (plan, ScanDryRun.Of(plan, new ScanEngineOptions { PacketsPerSecondPerTarget = PacketsPerSecond }).Where(packet => !packet.IsControl).ToList());
    }
}
