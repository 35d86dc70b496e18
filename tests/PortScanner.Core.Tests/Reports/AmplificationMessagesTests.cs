using PortScanner.Core.Localization;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

public sealed class AmplificationMessagesTests
{
    [Fact]
    public void Harmless_answer_is_measured_without_a_warning() => Assert.Equal(
        "It sent 48 bytes back for 48 bytes, 1.0 times as much.",
        Words((ProbeKind.Ntp, new UdpTraffic(1, 48, 1, 48))));

    [Fact]
    public void Long_answer_is_measured_with_a_warning() => Assert.Equal(
        $"It sent 12,400 bytes in 10 packets back for 40 bytes in 2 packets, 310.0 times as much. {Languages.English["amplification.warning"]}",
        Words((ProbeKind.NtpMonlist, new UdpTraffic(2, 40, 10, 12_400))));

    [Fact]
    public void Answer_to_an_empty_request_has_no_factor() => Assert.Equal(
        "It sent 1 byte back for 0 bytes.",
        Words((ProbeKind.UdpEmpty, new UdpTraffic(1, 0, 1, 1))));

    [Fact]
    public void Port_with_several_probes_is_measured_by_the_most_generous() => Assert.Equal(
        $"It sent 430 bytes back for 43 bytes, 10.0 times as much. {Languages.English["amplification.warning"]}",
        Words((ProbeKind.SnmpV1, new UdpTraffic(1, 43, 1, 47)), (ProbeKind.SnmpV2c, new UdpTraffic(1, 43, 1, 430)), (ProbeKind.SnmpV3, null)));

    [Fact]
    public void Port_that_sent_nothing_over_UDP_has_no_words() => Assert.Null(Words((ProbeKind.Syn, null)));

    private static string? Words(params (ProbeKind Kind, UdpTraffic? Traffic)[] rows) => AmplificationMessages.Of(
        Assert.Single(PortFinding.Of(rows.Select(row => Row(row.Kind, 161, row.Kind == ProbeKind.Syn ? Reason.SynAck : Reason.UdpReply, traffic: row.Traffic)))),
        Languages.English);
}
