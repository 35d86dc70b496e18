using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Plans;

public sealed class PlanHashTests
{
    private static readonly Probe Web = new(ProbeKind.Syn, 80);
    private static readonly Probe Mail = new(ProbeKind.Syn, 25);

    [Fact]
    public void Plans_that_are_made_alike_have_one_hash() =>
        Assert.Equal(PlanHash.Of(Plan(AddressFamily.InterNetwork, Web, Mail)), PlanHash.Of(Plan(AddressFamily.InterNetwork, Web, Mail)));

    [Fact]
    public void Whatever_makes_a_plan_another_makes_its_hash_another()
    {
        ScanPlan[] plans =
        [
            Plan(AddressFamily.InterNetwork, Web, Mail),
            Plan(AddressFamily.InterNetwork, Mail, Web),
            Plan(AddressFamily.InterNetwork, Web),
            Plan(AddressFamily.InterNetworkV6, Web),
            Plan(AddressFamily.InterNetwork, new Probe(ProbeKind.UdpEmpty, 80)),
            Plan(AddressFamily.InterNetwork, new Probe(ProbeKind.Echo, null)),
            new ScanPlan(ScanProfile.Custom, AddressFamily.InterNetwork, [Web]) { TestsFirewall = true },
            Payload("hello"),
            Payload("world"),
        ];
        Assert.Distinct(plans.Select(plan => Convert.ToHexString(PlanHash.Of(plan))));
        Assert.All(plans, plan => Assert.Equal(32, PlanHash.Of(plan).Length));
    }

    [Fact]
    public void Machines_with_other_payloads_are_told_apart() =>
        Assert.Distinct(new[] { UdpPayloads.Empty, Payloads("udp 4711 \"hello\""), Payloads("udp 4711 \"world\""), Payloads("udp 4700-4711 \"hello\"") }
            .Select(payloads => Convert.ToHexString(PlanHash.OfMachine(payloads))));

    private static ScanPlan Plan(AddressFamily family, params Probe[] probes) => new(ScanProfile.Custom, family, probes);

    private static ScanPlan Payload(string text) => new(
        new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Payloads = Payloads($"udp 4711 \"{text}\"") },
        [new Probe(ProbeKind.UdpPayload, 4711)]);

    private static UdpPayloads Payloads(string text)
    {
        Assert.True(PayloadFile.TryParse(text, out var payloads, out _));
        return payloads;
    }
}
