using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports.Firewall;

public class FirewallFactsTests
{
    private const ushort Port = 80;
    private const FirewallSigns Open = FirewallSigns.SynPasses;
    private const FirewallSigns Stopped = FirewallSigns.SynStopped;

    [Theory]
    [InlineData(Reason.SynAck, Reason.Reset, Open | FirewallSigns.AckPasses)]
    [InlineData(Reason.SynAck, Reason.ResetWindow, Open | FirewallSigns.AckPasses)]
    [InlineData(Reason.SynAck, Reason.NoReply, Open | FirewallSigns.AckStoppedWhereSynPasses)]
    [InlineData(Reason.Reset, Reason.AdminProhibited, Open | FirewallSigns.AckStoppedWhereSynPasses)]
    [InlineData(Reason.NoReply, Reason.Reset, Stopped | FirewallSigns.AckPassesWhereSynIsStopped)]
    [InlineData(Reason.PortUnreach, Reason.Reset, Stopped | FirewallSigns.AckPassesWhereSynIsStopped)]
    [InlineData(Reason.NoReply, Reason.NoReply, Stopped | FirewallSigns.PortShut)]
    [InlineData(Reason.AdminProhibited, Reason.AdminProhibited, Stopped | FirewallSigns.PortShut)]
    [InlineData(Reason.NoReply, Reason.RateLimited, Stopped | FirewallSigns.Undecided)]
    [InlineData(Reason.PacketLoss, Reason.Reset, FirewallSigns.Undecided)]
    [InlineData(Reason.SynAck, Reason.WrongAck, Open | FirewallSigns.Undecided)]
    public void Ack_is_compared_with_the_syn_to_the_same_port(Reason syn, Reason ack, FirewallSigns signs) =>
        Assert.Equal(signs, Facts((ProbeKind.Syn, syn), (ProbeKind.Ack, ack)).Signs);

    [Theory]
    [InlineData(Reason.Reset, Reason.NoReply, Open | FirewallSigns.FinAckStoppedOnClosedPort)]
    [InlineData(Reason.Reset, Reason.PortUnreach, Open | FirewallSigns.FinAckStoppedOnClosedPort)]
    [InlineData(Reason.Reset, Reason.Reset, Open)]
    [InlineData(Reason.SynAck, Reason.NoReply, Open)]
    [InlineData(Reason.NoReply, Reason.NoReply, Stopped)]
    [InlineData(Reason.Reset, Reason.CaptureLoss, Open | FirewallSigns.Undecided)]
    public void Fin_ack_tells_something_of_closed_ports_alone(Reason syn, Reason finAck, FirewallSigns signs) =>
        Assert.Equal(signs, Facts((ProbeKind.Syn, syn), (ProbeKind.Maimon, finAck)).Signs);

    [Theory]
    [InlineData(ProbeKind.Fin)]
    [InlineData(ProbeKind.Null)]
    [InlineData(ProbeKind.Xmas)]
    public void Odd_flags_tell_something_of_closed_ports_whose_fin_ack_passes(ProbeKind kind)
    {
        Assert.Equal(
            Open | FirewallSigns.OddFlagsStopped, Facts((ProbeKind.Syn, Reason.Reset), (ProbeKind.Maimon, Reason.Reset), (kind, Reason.NoReply)).Signs);
        Assert.Equal(Open, Facts((ProbeKind.Syn, Reason.Reset), (ProbeKind.Maimon, Reason.Reset), (kind, Reason.Reset)).Signs);

        // An open port ignores them on most systems, and answers them on others.
        Assert.Equal(Open, Facts((ProbeKind.Syn, Reason.SynAck), (ProbeKind.Maimon, Reason.Reset), (kind, Reason.NoReply)).Signs);
        Assert.Equal(Open, Facts((ProbeKind.Syn, Reason.SynAck), (ProbeKind.Maimon, Reason.Reset), (kind, Reason.Reset)).Signs);
    }

    [Fact]
    public void Window_stands_for_the_ack_that_was_lost()
    {
        Assert.Equal(
            Stopped | FirewallSigns.AckPassesWhereSynIsStopped,
            Facts((ProbeKind.Syn, Reason.NoReply), (ProbeKind.Ack, Reason.NoReply), (ProbeKind.Window, Reason.Reset)).Signs);
    }

    [Theory]
    [InlineData(ProbeKind.SynOptions, Reason.Reset, FirewallSigns.OptionsGetAround)]
    [InlineData(ProbeKind.SynOptions, Reason.NoReply, FirewallSigns.None)]
    [InlineData(ProbeKind.SynFragment, Reason.SynAck, FirewallSigns.FragmentGetsAround)]
    [InlineData(ProbeKind.SynFragment, Reason.AdminProhibited, FirewallSigns.None)]
    public void Syn_behind_a_header_that_is_answered_gets_around_the_filter(ProbeKind kind, Reason reason, FirewallSigns sign)
    {
        Assert.Equal(Stopped | sign, Facts((ProbeKind.Syn, Reason.NoReply), (kind, reason)).Signs);
        Assert.Equal(Open, Facts((ProbeKind.Syn, Reason.SynAck), (kind, reason)).Signs);
    }

    [Fact]
    public void Reply_ports_are_shut_only_if_none_is_let_through()
    {
        ReportRow[] shut = [SampleReports.Row(ProbeKind.Ack, 50001, Reason.NoReply), SampleReports.Row(ProbeKind.Ack, 50003, Reason.NoReply)];
        var facts = FirewallFacts.Of(shut);

        Assert.Equal(FirewallSigns.AckStoppedOnReplyPorts, facts.Signs);
        Assert.Equal("50001, 50003", facts.PortsOf(FirewallSigns.AckStoppedOnReplyPorts));
        Assert.Equal(FirewallSigns.None, FirewallFacts.Of([.. shut, SampleReports.Row(ProbeKind.Ack, 50005, Reason.Reset)]).Signs);
        Assert.Equal(
            FirewallSigns.AckStoppedOnReplyPorts | FirewallSigns.Undecided,
            FirewallFacts.Of([.. shut, SampleReports.Row(ProbeKind.Ack, 50005, Reason.RateLimited)]).Signs);
    }

    [Fact]
    public void Answers_of_another_address_show_nothing() => Assert.Equal(
        Stopped | FirewallSigns.Undecided,
        FirewallFacts.Of(
        [
            SampleReports.Row(ProbeKind.Syn, Port, Reason.NoReply),
            SampleReports.Row(ProbeKind.Ack, Port, Reason.Reset, responder: IPAddress.Parse("198.51.100.1")),
        ]).Signs);

    [Fact]
    public void Silence_of_a_fin_on_an_open_port_alone_is_no_sign() => Assert.Equal(
        Open | FirewallSigns.AckPasses,
        Facts((ProbeKind.Syn, Reason.SynAck), (ProbeKind.Ack, Reason.Reset), (ProbeKind.Fin, Reason.NoReply), (ProbeKind.Maimon, Reason.NoReply)).Signs);

    private static FirewallFacts Facts(params (ProbeKind Kind, Reason Reason)[] results) =>
        FirewallFacts.Of(results.Select(result => SampleReports.Row(result.Kind, Port, result.Reason)));
}
