using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester.Wire;
using PortScanner.Web.Tests.Features.Cluster;

namespace PortScanner.Web.Tests.Features.Tester.Wire;

/// <summary>What a tester is asked of a plan arrives as it was meant, and what cannot be is no share.</summary>
public sealed class ShareMessageTests
{
    private static readonly ScanPlan Plan = SmallCluster.Plan("T:1-20");

    [Fact]
    public void Share_arrives_as_it_was_sent()
    {
        var sent = new ScanShare
        {
            Part = new PlanShare(1, 2, SharedProbes.All),
            Skip = PlanMarks.Of(20, [3, 5]),
            Known = [new Probe(ProbeKind.Syn, 4)],
            Pace = new PaceAllowance(0.25),
            Budget = TimeSpan.FromSeconds(33),
        };
        var arrived = ShareMessage.From(sent).ToShare(Plan, path: null)!;
        Assert.Equal((sent.Part, 0.25, sent.Budget), (arrived.Part, arrived.Pace.Part, arrived.Budget));
        Assert.Equal(sent.Known, arrived.Known);
        Assert.Equal(sent.Skip.ToArray(), arrived.Skip.ToArray());
    }

    public static TheoryData<string, int, int, int, double, long?> Wrong => new()
    {
        { "index", 2, 2, 0, 1, null },
        { "index", -1, 2, 0, 1, null },
        { "count", 0, 0, 0, 1, null },
        { "count", 0, 1000, 0, 1, null },
        { "marks of another plan", 0, 1, 99, 1, null },
        { "no pace", 0, 1, 0, 0, null },
        { "more than all of the pace", 0, 1, 0, 1.1, null },
        { "no number", 0, 1, 0, double.NaN, null },
        { "no time", 0, 1, 0, 1, 0 },
        { "endless", 0, 1, 0, 1, long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_none(string what, int index, int count, int marks, double allowance, long? budget)
    {
        Assert.NotEmpty(what);
        Assert.Null(new ShareMessage(index, count, SharedProbes.All, marks == 0 ? null : new byte[marks], null, allowance, budget).ToShare(Plan, path: null));
    }

    [Fact]
    public void Control_that_is_not_in_the_plan_is_no_probe_to_send()
    {
        Assert.Null(new ShareMessage(0, 1, SharedProbes.All, Known: [new KnownMessage(ProbeKind.Syn, 21)]).ToShare(Plan, path: null));
        Assert.Null(new ShareMessage(0, 1, SharedProbes.All, Known: [new KnownMessage((ProbeKind)250, 1)]).ToShare(Plan, path: null));
    }
}
