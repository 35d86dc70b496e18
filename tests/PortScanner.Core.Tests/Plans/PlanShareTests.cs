using System.Net.Sockets;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Plans;

public sealed class PlanShareTests
{
    private static readonly ScanProfile[] Profiles = [ScanProfile.Quick, ScanProfile.Standard, ScanProfile.Full, ScanProfile.Custom];

    [Fact]
    public void Shares_of_any_plan_and_count_are_disjoint_and_complete()
    {
        var worlds = from profile in Gen.Elements(Profiles)
                     from isIpv6 in Gen.Elements(true, false)
                     from count in Gen.Choose(1, PlanShare.Most)
                     from of in Gen.Elements(SharedProbes.All, SharedProbes.Udp)
                     from last in Gen.Choose(1, 400)
                     select (profile, isIpv6, count, of, last);
        Prop.ForAll(worlds.ToArbitrary(), world =>
        {
            var plan = Plan(world.profile, world.isIpv6, world.last);
            var shares = Shares(world.count, world.of);
            return Enumerable.Range(0, plan.Probes.Count).All(place => shares.Count(share => share.Has(plan, place)) == 1);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(SharedProbes.All)]
    [InlineData(SharedProbes.Udp)]
    public void What_is_cut_is_cut_evenly_and_the_rest_is_the_first_ones(SharedProbes of)
    {
        var plan = Plan(ScanProfile.Standard, isIpv6: false, 1);
        var shares = Shares(4, of);
        var udp = shares.Select(share => Places(plan).Count(place => plan.Probes[place].Protocol == ProbeProtocol.Udp && share.Has(plan, place))).ToList();
        Assert.InRange(udp.Max() - udp.Min(), 0, 1);
        Assert.All(shares.Skip(1), share => Assert.DoesNotContain(Places(plan), place => plan.Probes[place].Kind == ProbeKind.Echo && share.Has(plan, place)));
        if (of == SharedProbes.Udp)
        {
            Assert.All(shares.Skip(1), share => Assert.All(Places(plan).Where(place => share.Has(plan, place)), place => Assert.Equal(ProbeProtocol.Udp, plan.Probes[place].Protocol)));
        }
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(3, 4, true)]
    [InlineData(4, 4, false)]
    [InlineData(-1, 4, false)]
    [InlineData(0, 0, false)]
    [InlineData(0, PlanShare.Most + 1, false)]
    public void Share_that_is_none_is_known(int index, int count, bool isValid)
    {
        Assert.Equal(isValid, new PlanShare(index, count, SharedProbes.All).IsValid);
        Assert.False(new PlanShare(index, count, (SharedProbes)2).IsValid);
    }

    private static PlanShare[] Shares(int count, SharedProbes of) => [.. Enumerable.Range(0, count).Select(index => new PlanShare(index, count, of))];

    private static IEnumerable<int> Places(ScanPlan plan) => Enumerable.Range(0, plan.Probes.Count);

    private static ScanPlan Plan(ScanProfile profile, bool isIpv6, int last)
    {
        Assert.True(PortSpecification.TryParse($"1-{last},U:1-{last}", out var ports, out _));
        var request = new ScanPlanRequest(profile, isIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork) { Ports = profile == ScanProfile.Custom ? ports : null };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return plan;
    }
}
