using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Plans;

/// <summary>Ports that an operator has nobody asked.</summary>
public sealed class DeniedPortsTests
{
    private static readonly UdpPayloads Denying = Denied("T:25,U:161,U:5060");

    [Theory]
    [InlineData(ScanProfile.Quick)]
    [InlineData(ScanProfile.Standard)]
    [InlineData(ScanProfile.Full)]
    public void Profile_leaves_them_out_and_says_which(ScanProfile profile)
    {
        var (with, without) = (Plan(profile, UdpPayloads.Empty), Plan(profile, Denying));

        Assert.Equal(with.Probes.Where(probe => !without.IsDenied(probe)), without.Probes);
        Assert.Equal("25,U:161,5060", without.LeftOut.ToString());
        Assert.Equal(with.Probes.Count, without.Probes.Count + with.Probes.Count(without.IsDenied));
        Assert.True(with.LeftOut.IsEmpty);
        Assert.DoesNotContain(without.Probes, probe => probe.Port == 25 && probe.Protocol == ProbeProtocol.Tcp);
    }

    [Theory]
    [InlineData("25", null, "25")]
    [InlineData("20-30,U:53,161", null, "25,U:161")]
    [InlineData("80", "80,25", "25")]
    public void Whoever_asks_for_one_is_told_which(string ports, string? expected, string denied)
    {
        var request = new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = Ports(ports), Expected = expected is null ? null : Ports(expected), Payloads = Denying };

        Assert.False(ScanPlanner.TryCreate(request, out _, out var error));
        Assert.Equal($"The operator of this site has excluded these ports from tests: {denied}. Leave them out.", $"{error}");
    }

    [Fact]
    public void The_same_number_of_the_other_protocol_may_be_asked()
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = Ports("161,5060,U:25"), Payloads = Denying }, out var plan, out _));
        Assert.Equal(3, plan.Probes.Count(probe => probe.Port is not null));
        Assert.True(plan.LeftOut.IsEmpty);
    }

    [Fact]
    public void Machines_that_deny_other_ports_make_other_plans()
    {
        UdpPayloads[] machines = [UdpPayloads.Empty, Denied("25"), Denied("U:25"), Denied("64999"), Denied("65000")];
        Assert.Equal(machines.Length, machines.Select(machine => Convert.ToHexString(PlanHash.OfMachine(machine))).Distinct().Count());
    }

    private static ScanPlan Plan(ScanProfile profile, UdpPayloads payloads)
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(profile, AddressFamily.InterNetwork) { Payloads = payloads }, out var plan, out _));
        return plan;
    }

    private static UdpPayloads Denied(string ports) => UdpPayloads.Empty.Denying(Ports(ports));

    private static PortSpecification Ports(string text)
    {
        Assert.True(PortSpecification.TryParse(text, out var ports, out _));
        return ports;
    }
}
