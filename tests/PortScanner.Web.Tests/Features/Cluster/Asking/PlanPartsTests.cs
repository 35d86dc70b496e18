using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Cluster.Asking;

namespace PortScanner.Web.Tests.Features.Cluster.Asking;

/// <summary>Which testers ask what, and how much of the visitor's pace each of them has.</summary>
public sealed class PlanPartsTests
{
    [Theory]
    [InlineData("T:1-100,U:1-40", "udp", 3, 3)]
    [InlineData("T:1-100,U:1-40", "udp", 1, 1)]
    [InlineData("T:1-100,U:1-40", "udp", 0, 1)]
    [InlineData("T:1-100,U:1-40", "udp", 9, 4)]
    [InlineData("T:1-100,U:1-40", "none", 9, 1)]
    [InlineData("T:1-100,U:1-8", "udp", 9, 1)]
    [InlineData("T:1-100,U:1-9", "udp", 9, 2)]
    [InlineData("T:1-100", "udp", 9, 1)]
    [InlineData("T:1-1000", "all", 9, 1)]
    [InlineData("T:1-3000", "all", 9, 3)]
    public void Each_probe_is_in_one_part_and_together_they_are_as_fast_as_one(string ports, string spread, int testers, int count)
    {
        var plan = SmallCluster.Plan(ports);
        var parts = PlanParts.Of(plan, (ScanSpread)ClusterSettings.Spreads.Index().Single(name => name.Item == spread).Index, testers);
        Assert.Equal(count, parts.Count);
        Assert.All(Enumerable.Range(0, plan.Probes.Count), place => Assert.Single(parts, part => part.Has(plan, place)));
        Assert.Equal(1, parts.Sum(part => part.Pace.Part), 6);
        Assert.All(parts, part => Assert.True(part.Pace.Part >= PaceAllowance.Least));
    }

    [Fact]
    public void Tcp_stays_with_the_first_tester_unless_all_is_spread()
    {
        var plan = SmallCluster.Plan("T:1-100,U:1-40");
        var others = PlanParts.Of(plan, ScanSpread.Udp, 4).Skip(1);
        Assert.All(others, part => Assert.DoesNotContain(plan.Probes.Where((_, place) => part.Has(plan, place)), probe => probe.Protocol != ProbeProtocol.Udp));
    }

    [Fact]
    public void Gentle_pace_is_not_divided()
    {
        var plan = SmallCluster.Plan("T:1-10,U:1-40");
        Assert.True(ScanPace.TryParse("gentle", out var gentle, out _));
        var request = plan.Request with { Options = plan.Request.Options with { Pace = gentle } };
        Assert.Single(PlanParts.Of(new ScanPlan(request, plan.Probes), ScanSpread.Udp, 4));
    }
}
