using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

public class PortFindingTests
{
    [Fact]
    public void Port_asked_by_three_probes_is_one_finding_of_the_most_telling_state()
    {
        var finding = Assert.Single(PortFinding.Of(
        [
            Row(ProbeKind.SnmpV1, 161, Reason.NoReply),
            Row(ProbeKind.SnmpV2c, 161, Reason.UdpReply),
            Row(ProbeKind.SnmpV3, 161, Reason.PortUnreach),
        ]));

        Assert.Equal((ProbeProtocol.Udp, 161, PortState.Open), (finding.Protocol, finding.Port, finding.State));
        Assert.Equal(ProbeKind.SnmpV2c, Assert.Single(finding.Rows).Result.Probe.Kind);
    }

    [Fact]
    public void Undecided_probe_is_not_hidden_by_a_silent_one()
    {
        var finding = Assert.Single(PortFinding.Of([Row(ProbeKind.Ntp, 123, Reason.NoReply), Row(ProbeKind.NtpMonlist, 123, Reason.PacketLoss)]));

        Assert.Equal(PortState.Unknown, finding.State);
    }

    [Fact]
    public void Undecided_probe_is_not_hidden_by_an_error_on_the_way()
    {
        var finding = Assert.Single(PortFinding.Of([Row(ProbeKind.Ntp, 123, Reason.AdminProhibited), Row(ProbeKind.NtpMonlist, 123, Reason.PacketLoss)]));

        Assert.Equal(PortState.Unknown, finding.State);
    }

    /// <summary>Two texts that rank a port's rows differently would let <c>expect=</c> contradict the report above it.</summary>
    [Fact]
    public void Report_and_expectation_agree_on_each_pair_of_reasons()
    {
        var reasons = Reasons.All.Where(info => PortStates.Precedence.Contains(info.State)).Select(info => info.Reason);
        Assert.All(reasons.SelectMany(first => reasons.Select(second => (first, second))), pair =>
        {
            ReportRow[] rows = [Row(ProbeKind.Ntp, 123, pair.first), Row(ProbeKind.NtpMonlist, 123, pair.second)];
            var state = Assert.Single(PortFinding.Of(rows)).State;
            var evaluated = new Expectation(PortSpecification.None).Evaluate(rows.Select(row => row.Result));

            Assert.Equal(state is not PortState.Open, evaluated.Unexpected.IsEmpty);
            Assert.Equal(state is not PortState.Unknown, evaluated.Undecided.IsEmpty);
        });
    }

    [Fact]
    public void Every_state_that_a_port_is_reported_in_has_its_place() =>
        Assert.Equal(StateMessages.ReportOrder.Order(), PortStates.Precedence.Order());

    [Fact]
    public void Same_number_in_tcp_and_udp_is_two_ports() =>
        Assert.Equal(2, PortFinding.Of([Row(ProbeKind.Syn, 53, Reason.Reset), Row(ProbeKind.Dns, 53, Reason.UdpReply)]).Count);

    [Fact]
    public void Echo_is_no_port() => Assert.Empty(PortFinding.Of([Row(ProbeKind.Echo, null, Reason.EchoReply)]));

    [Fact]
    public void Groups_part_by_reason_and_answerer()
    {
        var router = IPAddress.Parse("198.51.100.1");
        var groups = FindingGroup.Of(PortFinding.Of(
        [
            Row(ProbeKind.Syn, 1, Reason.AdminProhibited),
            Row(ProbeKind.Syn, 2, Reason.AdminProhibited, responder: router),
            Row(ProbeKind.Syn, 3, Reason.HostUnreach, responder: router),
            Row(ProbeKind.Syn, 4, Reason.AdminProhibited, responder: IPAddress.Parse("198.51.100.1")),
        ]));

        Assert.Equal(["1", "2, 4", "3"], groups.Select(group => Assert.Single(group.Ports).Ranges));
        Assert.Equal(
            [
                "A firewall said that this is prohibited (admin-prohibited). Answered by your address itself.",
                "A firewall said that this is prohibited (admin-prohibited). Answered by 198.51.100.1, which is not your address.",
                "A device said that the host cannot be reached (host-unreach). Answered by 198.51.100.1, which is not your address.",
            ],
            groups.Select(group => group.Sentences(Languages.English)));
    }

    [Fact]
    public void Real_udp_exposure_is_named_even_if_a_device_answers_for_every_tcp_port()
    {
        var rows = AnswersForAll().Report.Rows.Append(Row(ProbeKind.SnmpV1, 161, Reason.UdpReply)).ToArray();

        var open = Assert.Single(ReportFindings.Of(Scan(IPAddress.Loopback, ScanProfile.Custom, rows, null, null).Report).Sections);

        Assert.Equal("161/udp", Assert.Single(open.Exposures).Port);
        Assert.Single(open.Groups);
    }

    [Fact]
    public void Ranges_hold_exactly_the_ports() =>
        Prop.ForAll<ushort[]>(ports => Expand(PortRanges.Compact(ports)).SequenceEqual(ports.Distinct().Order())).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new ushort[] { 65535, 0, 1 }, "0-1, 65535")]
    [InlineData(new ushort[] { 5, 3, 4, 4, 9 }, "3-5, 9")]
    public void Neighbours_are_joined(ushort[] ports, string ranges) => Assert.Equal(ranges, PortRanges.Compact(ports));

    [Theory]
    [InlineData(Reason.EchoReply, "Your address answers ping.")]
    [InlineData(Reason.NoReply, "Your address does not answer ping.")]
    [InlineData(Reason.AdminProhibited, "Ping is refused: a firewall said that this is prohibited.")]
    [InlineData(Reason.RateLimited, "Whether your address answers ping could not be decided:")]
    public void Ping_is_told_in_words(Reason reason, string beginning) =>
        Assert.StartsWith(beginning, PingMessages.Sentence(Row(ProbeKind.Echo, null, reason).Result, Languages.English), StringComparison.Ordinal);

    private static IEnumerable<ushort> Expand(string ranges) =>
        from range in ranges.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        let ends = range.Split('-').Select(int.Parse).ToArray()
        from port in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
        select (ushort)port;
}
