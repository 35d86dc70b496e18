using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Schedule;

public sealed class ControlPortsTests
{
    [Fact]
    public void Port_of_the_plan_is_never_drawn()
    {
        var plan = Plan("49152-65530");
        var random = new Random(1);
        for (var round = 0; round < 20; round++)
        {
            var drawn = ControlPorts.Draw(plan, random.Next);
            Assert.Equal(ControlPorts.Count, drawn.Distinct().Count());
            Assert.All(drawn, port => Assert.InRange(port, 65531, 65535));
        }
    }

    [Theory]
    [InlineData("0-65535")]
    [InlineData("49152-65533")]
    [InlineData("U:53")]
    public void Plan_without_room_or_without_tcp_has_no_controls(string ports) =>
        Assert.Empty(ControlPorts.Draw(Plan(ports), new Random(1).Next));

    [Fact]
    public void Controls_have_no_part_in_whether_the_plan_is_decided()
    {
        var table = new ProbeTable(Plan("22"), 50000, 50001);
        var answers = new AnswerTable(table.Count, table.ControlCount);

        answers.Record(0, Accepted, neededRetry: false);
        Assert.False(answers.IsPlanDecided);
        Assert.Equal(1, answers.DecidedCount);

        answers.Record(2, Accepted, neededRetry: false);
        Assert.True(answers.IsPlanDecided);
        Assert.Equal(2, table.Find(ProbeProtocol.Tcp, 22, 0));
    }

    private static Answer Accepted => new(Core.Results.Reason.SynAck, null, 64, 1000, 1, IsToPrefix: false);

    private static ScanPlan Plan(string ports)
    {
        Assert.True(PortSpecification.TryParse(ports, out var specification, out _));
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = specification }, out var plan, out _));
        return plan;
    }
}
