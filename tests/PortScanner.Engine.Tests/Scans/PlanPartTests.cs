using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scans;

public sealed class PlanPartTests
{
    private static readonly ScanPlan Plan = new(
        new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork),
        [Plans.Echo, .. Plans.Syns(1, 5), .. Enumerable.Range(1, 8).Select(port => new Probe(ProbeKind.UdpEmpty, (ushort)port))]) { TestsFirewall = true };

    [Fact]
    public void Without_a_share_the_plan_itself_is_asked()
    {
        var part = PlanPart.Of(Plan, null);
        Assert.Same(Plan, part.Asked);
        Assert.Null(part.IsOutOfReach);
        Assert.Equal((Plan.TimeBudget, Plan.Probes.Count), (part.Budget, part.ProbeCount));
    }

    [Theory]
    [InlineData(1, SharedProbes.All)]
    [InlineData(3, SharedProbes.All)]
    [InlineData(4, SharedProbes.Udp)]
    public void Parts_ask_all_of_it_in_its_order_and_one_tests_the_firewall(int count, SharedProbes of)
    {
        PlanPart[] parts = [.. Enumerable.Range(0, count).Select(index => PlanPart.Of(Plan, new ScanShare { Part = new PlanShare(index, count, of) }))];
        Assert.Equal(Plan.Probes.ToHashSet(), parts.SelectMany(part => part.Asked.Probes).ToHashSet());
        Assert.Equal(Plan.Probes.Count, parts.Sum(part => part.Asked.Probes.Count));
        Assert.All(parts, part => Assert.Equal(Plan.Probes.Where(part.Asked.Probes.Contains), part.Asked.Probes));
        Assert.Equal([0], Enumerable.Range(0, count).Where(index => parts[index].Asked.TestsFirewall));
        Assert.All(parts, part => Assert.Equal(Plan.TimeBudget, part.Budget));
    }

    [Fact]
    public void Known_probes_are_asked_once_and_only_if_they_are_the_plans()
    {
        var skip = PlanMarks.Of(Plan.Probes.Count, [1, 2, 3]);
        var part = PlanPart.Of(Plan, new ScanShare { Skip = skip, Known = [Plans.Syn(1), Plans.Syn(4), Plans.Syn(99)] });
        Assert.DoesNotContain(Plans.Syn(1), part.Asked.Probes);
        Assert.Equal([Plans.Syn(1)], part.Known);
        Assert.Equal(Plan.Probes.Count - 2, part.ProbeCount);
    }

    [Fact]
    public void What_would_not_leave_the_testers_network_is_told_and_not_asked()
    {
        var path = new KnownPath { Passage = probe => probe.Port == 3 ? PortPassage.Filtered : PortPassage.Open };
        var part = PlanPart.Of(Plan, new ScanShare { Path = path, Known = [Plans.Syn(3)] });
        Assert.DoesNotContain(part.Asked.Probes, probe => probe.Port == 3);
        Assert.Empty(part.Known);
        Assert.Equal([Plans.Syn(3), new Probe(ProbeKind.UdpEmpty, 3)], part.Unasked.Select(result => result.Probe));
        Assert.All(part.Unasked, result => Assert.Equal((PortState.Unknown, Reason.TesterFiltered), (result.State, result.Reason)));
    }

    [Fact]
    public void Share_has_no_more_time_than_its_plan()
    {
        Assert.Equal(TimeSpan.FromSeconds(9), PlanPart.Of(Plan, new ScanShare { Budget = TimeSpan.FromSeconds(9) }).Budget);
        Assert.Equal(Plan.TimeBudget, PlanPart.Of(Plan, new ScanShare { Budget = TimeSpan.FromHours(1) }).Budget);
    }

    [Fact]
    public void Share_that_does_not_fit_is_refused()
    {
        ScanShare[] shares =
        [
            new() { Part = new PlanShare(2, 2, SharedProbes.All) },
            new() { Skip = new byte[9] },
            new() { Known = [.. Plans.Syns(1, PlanRest.MostKnown + 1)] },
            new() { Known = [Plans.Syn(1), Plans.Syn(1)] },
        ];
        Assert.All(shares, share => Assert.Throws<ArgumentException>(() => PlanPart.Of(Plan, share)));
    }
}
