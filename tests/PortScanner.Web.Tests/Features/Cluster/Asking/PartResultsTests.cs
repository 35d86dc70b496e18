using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Web.Features.Cluster.Asking;

namespace PortScanner.Web.Tests.Features.Cluster.Asking;

/// <summary>What is kept of a tester that is lost, and what is told of the rest.</summary>
public sealed class PartResultsTests
{
    private static readonly ScanPlan Plan = SmallCluster.Plan("T:1-4");

    private readonly PartResults _results = new(Plan, PlanShare.Whole);

    [Fact]
    public void What_stands_is_not_asked_again_and_what_does_not_is()
    {
        _results.Take([Row(1, PortState.Open, Reason.SynAck), Row(2, PortState.Stealth, Reason.NoReply, Remarks.Provisional), Row(3, PortState.Stealth, Reason.NoReply)]);
        var rest = _results.Rest();
        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(place => PlanMarks.Has(rest.Skip.Span, place)));
        Assert.Equal([new Probe(ProbeKind.Syn, 1)], rest.Known);
    }

    [Fact]
    public void What_nobody_finishes_is_unknown()
    {
        _results.Take([Row(1, PortState.Open, Reason.SynAck), Row(2, PortState.Stealth, Reason.NoReply, Remarks.Provisional), Row(3, PortState.Unknown, Reason.PacketLoss)]);
        var missing = _results.Left(Reason.BusLost);
        Assert.Equal([2, 3, 4], missing.Select(row => (int)row.Probe.Port!));
        Assert.All(missing, row => Assert.Equal((PortState.Unknown, Reason.BusLost), (row.State, row.Reason)));
    }

    [Fact]
    public void Answer_is_not_taken_back_by_the_silence_that_another_tester_meets()
    {
        _results.Take([Row(1, PortState.Open, Reason.SynAck), Row(2, PortState.Stealth, Reason.NoReply, Remarks.Provisional)]);
        Assert.Equal([Row(2, PortState.Closed, Reason.Reset)], _results.Take([Row(1, PortState.Stealth, Reason.NoReply), Row(2, PortState.Closed, Reason.Reset)]));
    }

    [Fact]
    public void Probes_of_other_parts_are_not_this_ones_to_tell_of()
    {
        var part = new PartResults(Plan, new PlanShare(1, 2, SharedProbes.All));
        Assert.Equal([2, 4], part.Left(Reason.TesterLost).Select(row => (int)row.Probe.Port!));
    }

    [Fact]
    public void Firewall_test_that_was_not_finished_is_unknown()
    {
        var test = new Probe(ProbeKind.Ack, 1);
        _results.Take([new ProbeResult(test, PortState.Stealth, Reason.NoReply, null, null, null, 1) { Remarks = Remarks.Provisional }]);
        Assert.Contains(_results.Left(Reason.TesterLost), row => row.Probe == test && row.State == PortState.Unknown);
    }

    [Fact]
    public void Firewall_tests_are_told_at_the_end_and_those_of_a_lost_tester_are_not_where_another_goes_on()
    {
        var (lost, other) = (Test(1), Test(2));
        Assert.Equal([Row(1, PortState.Open, Reason.SynAck)], _results.Take([Row(1, PortState.Open, Reason.SynAck), lost]));
        Assert.Contains(lost, _results.Left(Reason.TesterLost));

        _results.ForgetFirewallTests();
        Assert.Empty(_results.Take([other]));
        Assert.Equal([other], _results.FirewallTests);
    }

    // What is answered stands, and one that is weaker does not replace it; of another tester it must.
    [Fact]
    public void Firewall_test_of_a_lost_tester_does_not_outdo_that_of_the_next()
    {
        _results.Take([Test(1)]);
        _results.ForgetFirewallTests();
        var silent = Test(1) with { State = PortState.Stealth, Reason = Reason.NoReply };
        _results.Take([silent]);
        Assert.Equal([silent], _results.FirewallTests);
    }

    private static ProbeResult Test(ushort port) => new(new Probe(ProbeKind.Ack, port), PortState.Closed, Reason.Reset, null, null, null, 1);

    private static ProbeResult Row(ushort port, PortState state, Reason reason, Remarks remarks = Remarks.None) =>
        new(new Probe(ProbeKind.Syn, port), state, reason, null, null, null, 1) { Remarks = remarks };
}
