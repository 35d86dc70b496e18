using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Plans;

public class FirewallStageTests
{
    public static TheoryData<AddressFamily> Families => new() { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 };

    [Theory, MemberData(nameof(Families))]
    public void A_few_ports_of_each_state_are_asked_every_TCP_test(AddressFamily family)
    {
        var stage = After(Plan(family, "1-40"), port => (port % 4) switch
        {
            0 => Reason.SynAck,
            1 => Reason.Reset,
            2 => Reason.NoReply,
            _ => Reason.AdminProhibited,
        });

        var ports = stage.Plan.Probes.Where(probe => probe.Kind == ProbeKind.Fin).Select(probe => probe.Port!.Value).ToList();
        Assert.Equal([3, 3, 3, 2], Enumerable.Range(0, 4).Select(rest => ports.Count(port => port % 4 == rest)));
        Assert.All(ProbeKinds.FirewallTests(family, ProbeProtocol.Tcp), kind => Assert.Equal(
            ports, stage.Plan.Probes.Where(probe => probe.Kind == kind && probe.Port < 49152).Select(probe => probe.Port!.Value)));
        Assert.Equal(stage.Plan.Probes.Count, stage.Plan.Probes.Distinct().Count());

        // All there is of each kind: no stage is larger, unless three reply ports are drawn that differ.
        Assert.InRange(FirewallStage.MostProbes(family) - stage.Plan.Probes.Count, 0, 2);
    }

    [Theory, MemberData(nameof(Families))]
    public void Tests_are_those_of_the_family(AddressFamily family)
    {
        var kinds = After(Plan(family, "1-9"), _ => Reason.Reset).Plan.Probes.Select(probe => probe.Kind).Distinct();

        Assert.Equal(
            ProbeKinds.All.Where(kind => kind.TestsFirewall && kind.IsFor(family)).Select(kind => kind.Kind).Append(ProbeKind.Syn).Order(),
            kinds.Order());
    }

    [Fact]
    public void Undecided_ports_are_not_asked() =>
        Assert.Equal([ProbeKind.Ack], After(Plan(AddressFamily.InterNetwork, "1-9", icmp: false), _ => Reason.RateLimited).Plan.Probes.Select(probe => probe.Kind).Distinct());

    [Fact]
    public void Without_ICMP_only_TCP_is_asked()
    {
        var probes = After(Plan(AddressFamily.InterNetworkV6, "1-9", icmp: false), _ => Reason.Reset).Plan.Probes;

        Assert.All(probes, probe => Assert.Equal(ProbeProtocol.Tcp, probe.Protocol));
    }

    [Fact]
    public void Reply_ports_are_dynamic_ones_that_were_not_scanned()
    {
        var draws = new Queue<int>([0, 0, 11847]);
        var stage = FirewallStage.After(Plan(AddressFamily.InterNetwork, "80,49152"), [], _ => draws.Dequeue());

        Assert.Equal([60999], stage.Plan.Probes.Where(probe => probe.Kind == ProbeKind.Ack).Select(probe => probe.Port!.Value));
    }

    [Fact]
    public void Ports_are_chosen_from_the_whole_list()
    {
        var stage = After(Plan(AddressFamily.InterNetwork, "40001-40090"), _ => Reason.NoReply);

        Assert.Equal([40001, 40031, 40061], stage.Plan.Probes.Where(probe => probe.Kind == ProbeKind.Fin).Select(probe => (int)probe.Port!.Value));
    }

    [Fact]
    public void Controls_are_not_told_and_their_silence_takes_the_proof_from_all_other()
    {
        var stage = After(Plan(AddressFamily.InterNetwork, "22,23"), port => port == 22 ? Reason.SynAck : Reason.NoReply);
        ProbeResult[] results = [Result(ProbeKind.Ack, 22, Reason.Reset), Result(ProbeKind.Ack, 23, Reason.NoReply)];

        Assert.Equal(results, stage.WithoutControls([Result(ProbeKind.Syn, 22, Reason.SynAck), .. results]));
        Assert.Equal(
            [(PortState.Unfiltered, Reason.Reset), (PortState.Unknown, Reason.PacketLoss)],
            stage.WithoutControls([Result(ProbeKind.Syn, 22, Reason.NoReply), .. results]).Select(result => (result.State, result.Reason)));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Plan_of_firewall_tests_has_an_echo_unless_it_is_unwanted(bool? icmp, bool hasEcho)
    {
        var plan = Plan(AddressFamily.InterNetwork, "22", icmp);

        Assert.True(plan.TestsFirewall);
        Assert.Equal(hasEcho, plan.Probes.Contains(new Probe(ProbeKind.Echo, null)));
        Assert.DoesNotContain(plan.Probes, probe => probe.Kind.Info().TestsFirewall);
    }

    [Fact]
    public void Plan_tests_no_firewall_unless_asked()
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetwork), out var plan, out _));

        Assert.False(plan.TestsFirewall);
    }

    private static ScanPlan Plan(AddressFamily family, string ports, bool? icmp = null)
    {
        Assert.True(PortSpecification.TryParse(ports, out var specification, out _));
        var request = new ScanPlanRequest(ScanProfile.Custom, family) { Ports = specification, Options = new ScanOptions(Icmp: icmp, Firewall: true) };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return plan;
    }

    private static FirewallStage After(ScanPlan plan, Func<ushort, Reason> reasonOf) => FirewallStage.After(
        plan,
        plan.Probes.Where(probe => probe.Port is not null).Select(probe => Result(probe.Kind, probe.Port!.Value, reasonOf(probe.Port.Value))),
        most => most / 2);

    private static ProbeResult Result(ProbeKind kind, ushort port, Reason reason) =>
        new(new Probe(kind, port), Reasons.StateOf(reason, kind, indirect: false), reason, null, null, null, 3);
}
