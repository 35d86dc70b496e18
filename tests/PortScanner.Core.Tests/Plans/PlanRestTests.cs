using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Plans;

public sealed class PlanRestTests
{
    private static readonly ScanPlan Plan = new(ScanProfile.Custom, AddressFamily.InterNetwork, [.. Enumerable.Range(1, 60).Select(Syn)]);

    [Fact]
    public void Nothing_is_skipped_of_which_nothing_final_is_known()
    {
        var rest = PlanRest.Of(
            Plan,
            [
                Row(1, Reason.SynAck), Row(2, Reason.Reset), Row(3, Reason.NoReply), Row(4, Reason.RateLimited),
                Row(5, Reason.NoReply) with { Remarks = Remarks.Provisional }, Row(6, Reason.PacketLoss), Row(7, Reason.TesterPath),
                Row(8, Reason.TesterFiltered), Row(9, Reason.WrongAck), Row(10, Reason.AdminProhibited),
            ]);
        Assert.Equal([1, 2, 3, 4, 10], Enumerable.Range(0, 60).Where(place => PlanMarks.Has(rest.Skip.Span, place)).Select(place => place + 1));
        Assert.Equal([Syn(2), Syn(1)], rest.Known);
    }

    [Fact]
    public void Few_that_the_target_itself_answered_are_known()
    {
        var rest = PlanRest.Of(
            Plan,
            [
                .. Enumerable.Range(1, 20).Select(port => Row(port, Reason.Reset)), .. Enumerable.Range(21, 20).Select(port => Row(port, Reason.SynAck)),
                Row(41, Reason.Reset) with { Responder = IPAddress.Loopback },
            ]);
        Assert.InRange(rest.Known.Count, 12, PlanRest.MostKnown);
        Assert.DoesNotContain(Syn(41), rest.Known);
    }

    [Fact]
    public void What_the_firewall_tests_compare_with_is_asked_again()
    {
        var tested = new ScanPlan(ScanProfile.Custom, AddressFamily.InterNetwork, Plan.Probes) { TestsFirewall = true };
        ProbeResult[] rows = [.. Enumerable.Range(1, 60).Select(port => Row(port, port > 40 ? Reason.NoReply : port > 20 ? Reason.Reset : Reason.SynAck))];
        var rest = PlanRest.Of(tested, rows);
        var again = Enumerable.Range(1, 60).Where(port => !PlanMarks.Has(rest.Skip.Span, port - 1)).ToList();
        Assert.Equal(FirewallStage.PortsAfter(rows).Select(port => (int)port).Order(), again);
        Assert.Equal(3, again.Count(port => port > 40));
    }

    private static Probe Syn(int port) => new(ProbeKind.Syn, (ushort)port);

    private static ProbeResult Row(int port, Reason reason) => new(Syn(port), reason.Info().State, reason, null, null, null, 1);
}
