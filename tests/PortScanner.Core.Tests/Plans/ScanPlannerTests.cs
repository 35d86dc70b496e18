using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Plans;

public sealed class ScanPlannerTests
{
    private static readonly Probe Echo = new(ProbeKind.Echo, null);

    private static readonly UdpPayloads Payloads =
        PayloadFile.TryParse("udp 53,521,4711 \"a\"\nudp 4711 \"b\"\nudp 20000-20100 \"c\"", out var payloads, out _) ? payloads : UdpPayloads.Empty;

    [Theory]
    [InlineData(ScanProfile.Quick, AddressFamily.InterNetwork, 102)]
    [InlineData(ScanProfile.Quick, AddressFamily.InterNetworkV6, 102)]
    [InlineData(ScanProfile.Standard, AddressFamily.InterNetwork, 1056)]
    [InlineData(ScanProfile.Standard, AddressFamily.InterNetworkV6, 1056)]
    [InlineData(ScanProfile.Full, AddressFamily.InterNetwork, 65536)]
    [InlineData(ScanProfile.Full, AddressFamily.InterNetworkV6, 65536)]
    public void Profile_asks_its_TCP_ports_the_UDP_services_of_the_family_and_an_echo(ScanProfile profile, AddressFamily family, int tcp)
    {
        var udp = ProbeKinds.All.Count(info => info.Port is not null && info.IsFor(family));
        var plan = Plan(new ScanPlanRequest(profile, family));
        Assert.Equal((profile, family), (plan.Profile, plan.Family));
        Assert.Equal(tcp, plan.Probes.Count(probe => probe.Kind == ProbeKind.Syn));
        Assert.Equal(udp, plan.Probes.Count(probe => probe.Protocol == ProbeProtocol.Udp));
        Assert.Equal(tcp + udp + 1, plan.Probes.Distinct().Count());
        Assert.Equal(tcp + udp + 1, plan.Probes.Count);
        Assert.All(plan.Probes, probe => Assert.True(probe.Kind.Info().IsFor(family)));
    }

    [Theory]
    [InlineData(ScanProfile.Standard)]
    [InlineData(ScanProfile.Full)]
    public void Order_is_echo_then_quick_ports_then_other_TCP_ports_ascending_then_UDP(ScanProfile profile)
    {
        var plan = Plan(new ScanPlanRequest(profile, AddressFamily.InterNetwork));
        Assert.Equal(Echo, plan.Probes[0]);
        var tcp = plan.Probes.Skip(1).TakeWhile(probe => probe.Kind == ProbeKind.Syn).Select(probe => probe.Port!.Value).ToList();
        var quick = ServiceCatalogue.Default.QuickTcpPorts.Where(tcp.Contains).ToList();
        Assert.Equal(quick, tcp.Take(quick.Count));
        Assert.Equal(tcp.Skip(quick.Count).Order(), tcp.Skip(quick.Count));
        Assert.All(plan.Probes.Skip(1 + tcp.Count), probe => Assert.Equal(ProbeProtocol.Udp, probe.Protocol));
    }

    [Fact]
    public void Options_that_say_no_drop_the_UDP_services_and_the_echo()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetwork) { Options = new ScanOptions(Udp: false, Icmp: false) });
        Assert.Equal(102, plan.Probes.Count);
        Assert.All(plan.Probes, probe => Assert.Equal(ProbeKind.Syn, probe.Kind));
    }

    [Fact]
    public void Custom_asks_exactly_the_ports_with_the_services_that_live_on_them()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = Spec("9999,443,U:54,123,161,11211") });
        Assert.Equal(
            [
                new(ProbeKind.Syn, 443), new(ProbeKind.Syn, 9999), new(ProbeKind.UdpEmpty, 54), new(ProbeKind.Ntp, 123),
                new(ProbeKind.NtpMonlist, 123), new(ProbeKind.SnmpV1, 161), new(ProbeKind.SnmpV2c, 161), new(ProbeKind.SnmpV3, 161),
                new(ProbeKind.MemcachedText, 11211), new(ProbeKind.MemcachedBinary, 11211),
            ],
            plan.Probes);
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, ProbeKind.UdpEmpty)]
    [InlineData(AddressFamily.InterNetworkV6, ProbeKind.RipNg)]
    public void Custom_UDP_port_whose_service_is_of_one_family_gets_an_empty_datagram_on_the_other(AddressFamily family, ProbeKind kind)
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Custom, family) { Ports = Spec("U:521") });
        Assert.Equal([new Probe(kind, 521)], plan.Probes);
    }

    [Fact]
    public void Custom_UDP_port_without_a_probe_of_its_own_gets_the_operators_payloads()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = Spec("U:53,521,4711,4712"), Payloads = Payloads });
        Assert.Same(Payloads, plan.Payloads);
        Assert.Equal(
            [
                new(ProbeKind.Dns, 53), new(ProbeKind.UdpPayload, 521),
                new(ProbeKind.UdpPayload, 4711), new(ProbeKind.UdpPayload2, 4711), new(ProbeKind.UdpEmpty, 4712),
            ],
            plan.Probes);
    }

    [Theory]
    [InlineData(ScanProfile.Quick)]
    [InlineData(ScanProfile.Standard)]
    [InlineData(ScanProfile.Full)]
    public void Profile_asks_the_ports_of_the_operators_payloads_too(ScanProfile profile)
    {
        var without = Plan(new ScanPlanRequest(profile, AddressFamily.InterNetworkV6));
        var plan = Plan(new ScanPlanRequest(profile, AddressFamily.InterNetworkV6) { Payloads = Payloads });
        Assert.Equal([new(ProbeKind.UdpPayload, 4711), new(ProbeKind.UdpPayload2, 4711)], plan.Probes.Except(without.Probes));
        Assert.Empty(without.Probes.Except(plan.Probes));
        var options = new ScanOptions(Udp: false);
        Assert.DoesNotContain(Plan(new ScanPlanRequest(profile, AddressFamily.InterNetwork) { Payloads = Payloads, Options = options }).Probes, probe => probe.Kind.IsPayload());
    }

    [Fact]
    public void Custom_with_ICMP_chosen_asks_for_an_echo_first()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = Spec("22"), Options = new ScanOptions(Icmp: true) });
        Assert.Equal([Echo, new(ProbeKind.Syn, 22)], plan.Probes);
    }

    [Fact]
    public void Custom_of_every_port_asks_each_once()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetworkV6) { Ports = Spec("0-,U:0-") });

        // Five UDP services share a port with another one: 123 has one more, 161 two, 443 one, 11211 one. (5351 has one more on IPv4.)
        Assert.Equal((2 * 65536) + 5, plan.Probes.Count);
        Assert.Equal(plan.Probes.Count, plan.Probes.Distinct().Count());
    }

    [Fact]
    public void Expected_ports_that_the_profile_lacks_are_added_once()
    {
        var plan = Plan(new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetwork)
        {
            Options = new ScanOptions(Udp: false),
            Expected = Spec("22,12345,U:53,9999"),
        });
        Assert.Single(plan.Probes, new Probe(ProbeKind.Syn, 22));
        Assert.Equal(103, plan.Probes.Count(probe => probe.Kind == ProbeKind.Syn));
        Assert.Contains(new Probe(ProbeKind.Syn, 12345), plan.Probes);
        Assert.Equal([new(ProbeKind.Dns, 53), new(ProbeKind.UdpEmpty, 9999)], plan.Probes.Where(probe => probe.Protocol == ProbeProtocol.Udp));
    }

    [Fact]
    public void Custom_without_ports_is_refused_with_what_is_allowed()
    {
        Assert.False(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork), out var plan, out var error));
        Assert.Null(plan);
        Assert.Contains("needs a list of ports", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(PortSpecification.Allowed.ToString(), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_with_another_profile_than_custom_are_refused()
    {
        Assert.False(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Full, AddressFamily.InterNetwork) { Ports = Spec("22") }, out _, out var error));
        Assert.Contains("profile full", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_names_are_those_of_the_enum_and_read_back()
    {
        Assert.Equal(["quick", "standard", "full", "custom"], ScanProfiles.Names);
        Assert.Equal(Enum.GetValues<ScanProfile>().Length, ScanProfiles.Names.Count);
        Assert.All(Enum.GetValues<ScanProfile>(), profile =>
        {
            Assert.Equal(profile.ToString(), profile.Name(), ignoreCase: true);
            Assert.True(ScanProfiles.TryParse(profile.Name(), out var again));
            Assert.Equal(profile, again);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("quick ")]
    [InlineData("fast")]
    public void Profile_name_that_is_unknown_is_not_read(string? name) => Assert.False(ScanProfiles.TryParse(name, out _));

    private static ScanPlan Plan(ScanPlanRequest request)
    {
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out var error), error?.ToString());
        return plan;
    }

    private static PortSpecification Spec(string text)
    {
        Assert.True(PortSpecification.TryParse(text, out var specification, out var error), error?.Message);
        return specification;
    }
}
