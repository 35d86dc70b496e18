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
        var missing = _results.Missing(Reason.BusLost);
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
        Assert.Equal([2, 4], part.Missing(Reason.TesterLost).Select(row => (int)row.Probe.Port!));
    }

    [Fact]
    public void Firewall_test_that_was_not_finished_is_unknown()
    {
        var test = new Probe(ProbeKind.Ack, 1);
        _results.Take([new ProbeResult(test, PortState.Stealth, Reason.NoReply, null, null, null, 1) { Remarks = Remarks.Provisional }]);
        Assert.Contains(_results.Missing(Reason.TesterLost), row => row.Probe == test && row.State == PortState.Unknown);
    }

    private static ProbeResult Row(ushort port, PortState state, Reason reason, Remarks remarks = Remarks.None) =>
        new(new Probe(ProbeKind.Syn, port), state, reason, null, null, null, 1) { Remarks = remarks };
}
