using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Plans;

public sealed class SecondAskTests
{
    private static readonly ScanPlan Plan = Planned(ScanProfile.Standard);

    [Fact]
    public void All_that_was_open_or_rejected_by_others_is_asked_and_some_of_what_was_silent()
    {
        var results = Plan.Probes.Select((probe, place) => (place % 50) switch
        {
            0 => Row(probe, Reason.SynAck),
            1 => Row(probe, Reason.AdminProhibited) with { Responder = IPAddress.Loopback },
            2 => Row(probe, Reason.AdminProhibited),
            3 => Row(probe, Reason.RateLimited),
            4 => Row(probe, Reason.Reset),
            _ => Row(probe, Reason.NoReply),
        }).ToList();
        var ask = SecondAsk.Of(Plan, results, new Random(1).Next);
        Assert.NotNull(ask);
        var asked = Asked(ask);
        Assert.Equal(ask.Count, asked.Count);
        Assert.All(asked, place => Assert.Contains(place % 50, (int[])[0, 1, .. Enumerable.Range(5, 45)]));
        Assert.Equal(Plan.Probes.Select((_, place) => place).Where(place => place % 50 < 2), asked.Where(place => place % 50 < 2));
        Assert.Equal(SecondAsk.MostSilent, asked.Count(place => place % 50 > 4));
        Assert.NotEqual(asked, Asked(SecondAsk.Of(Plan, results, new Random(2).Next)!));
    }

    [Theory]
    [InlineData(Reason.SynAck, SecondAsk.Most)]
    [InlineData(Reason.NoReply, SecondAsk.MostSilent)]
    public void No_more_is_asked_than_a_visitor_minds(Reason reason, int count) =>
        Assert.Equal(count, SecondAsk.Of(Plan, Plan.Probes.Select(probe => Row(probe, reason)), new Random(1).Next)?.Count);

    [Theory]
    [InlineData(Reason.Reset)]
    [InlineData(Reason.PacketLoss)]
    public void Nothing_is_asked_of_what_nobody_else_could_tell_better(Reason reason) =>
        Assert.Null(SecondAsk.Of(Plan, Plan.Probes.Select(probe => Row(probe, reason)), new Random(1).Next));

    [Fact]
    public void What_the_first_testers_network_filters_is_asked_elsewhere()
    {
        Assert.Null(SecondAsk.Elsewhere(Plan, Plan.Probes.Select(probe => Row(probe, Reason.NoReply))));
        var ask = SecondAsk.Elsewhere(Plan, Plan.Probes.Select((probe, place) => Row(probe, place == 7 ? Reason.TesterFiltered : place == 9 ? Reason.TesterPath : Reason.SynAck)));
        Assert.Equal([7], Asked(ask!));
    }

    [Theory]
    [InlineData(ScanProfile.Quick)]
    [InlineData(ScanProfile.Custom)]
    public void Second_tester_makes_the_same_plan_but_for_the_firewall_tests(ScanProfile profile)
    {
        var plan = Planned(profile);
        var ask = SecondAsk.Of(plan, [Row(plan.Probes[1], Reason.SynAck)], new Random(1).Next);
        Assert.True(plan.TestsFirewall);
        Assert.True(ScanPlanner.TryCreate(ask!.Plan.Request, out var made, out _));
        Assert.Equal(PlanHash.Of(made), PlanHash.Of(ask.Plan));
        Assert.Equal(plan.Probes, made.Probes);
    }

    private static List<int> Asked(SecondAsk ask) => [.. Enumerable.Range(0, ask.Plan.Probes.Count).Where(place => !PlanMarks.Has(ask.Skip.Span, place))];

    private static ProbeResult Row(Probe probe, Reason reason) => new(probe, reason.Info().State, reason, null, null, null, 1);

    private static ScanPlan Planned(ScanProfile profile)
    {
        var request = new ScanPlanRequest(profile, AddressFamily.InterNetwork)
        {
            Options = ScanOptions.Default with { Firewall = true },
            Ports = profile == ScanProfile.Custom ? PortScanner.Core.Ports.PortSpecification.TryParse("80,443", out var ports, out _) ? ports : null : null,
        };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return plan;
    }
}
