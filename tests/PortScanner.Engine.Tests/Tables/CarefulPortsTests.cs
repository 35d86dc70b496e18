using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Tables;

public sealed class CarefulPortsTests
{
    [Theory]
    [InlineData(ScanProfile.Quick, null, null, "443,80,22,3389,8443,8080")]
    [InlineData(ScanProfile.Standard, null, null, "443,80,22,21,25,445")]
    [InlineData(ScanProfile.Quick, null, "9999,8123,2", "8123,2,9999,443,80,22")]
    [InlineData(ScanProfile.Custom, "40000,23,U:53", null, "23,40000")]
    [InlineData(ScanProfile.Custom, "1-9", null, "7,1,2,3,4,5")]
    [InlineData(ScanProfile.Custom, "U:53", null, "")]
    public void Expected_ports_come_first_then_those_most_often_open_then_the_plans(ScanProfile profile, string? asked, string? expected, string careful)
    {
        var plan = Plan(new ScanPlanRequest(profile, AddressFamily.InterNetwork) { Ports = Read(asked), Expected = Read(expected) });
        Assert.Equal(careful, string.Join(',', CarefulPorts.Pick(plan).Select(place => plan.Probes[place].Port)));
    }

    [Fact]
    public void Firewall_tests_have_none() =>
        Assert.Empty(CarefulPorts.Pick(Plans.Of(AddressFamily.InterNetwork, Plans.Syn(80), new Probe(ProbeKind.Ack, 80))));

    [Fact]
    public void Probe_table_has_them_behind_the_control_ports()
    {
        var table = new ProbeTable(Plans.Of(AddressFamily.InterNetwork, Plans.Syn(1), Plans.Syn(443)), 50000, 50001, 50002);
        Assert.Equal([4, 3], table.Careful.ToArray());
    }

    private static PortSpecification? Read(string? text) =>
        text is null ? null : PortSpecification.TryParse(text, out var ports, out _) ? ports : throw new InvalidOperationException(text);

    private static ScanPlan Plan(ScanPlanRequest request) =>
        ScanPlanner.TryCreate(request, out var plan, out _) ? plan : throw new InvalidOperationException(request.ToString());
}
