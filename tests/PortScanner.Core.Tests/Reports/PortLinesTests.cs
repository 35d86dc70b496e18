using System.Net;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

/// <summary>The answer to who asks about a few ports: a line for each, in its time.</summary>
public sealed class PortLinesTests
{
    private static readonly ReportRow Ssh = Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 12.34, service: new("ssh", null));
    private static readonly ReportRow Refused = Row(ProbeKind.Syn, 23, Reason.Reset, ms: 0.41);
    private static readonly ReportRow Silent = Row(ProbeKind.Syn, 80, Reason.NoReply, attempts: 3, service: new("http", null), remarks: Remarks.BanPossible);
    private static readonly ReportRow Filtered = Row(ProbeKind.Syn, 25, Reason.AdminProhibited, ms: 130.04, responder: IPAddress.Parse("198.51.100.1"), service: new("smtp", null));

    [Fact]
    public void Line_says_the_port_its_state_its_service_and_why() => Assert.Equal(
        """
        22/tcp open ssh syn-ack 12.3 ms
        23/tcp closed - reset 0.4 ms
        80/tcp stealth http no-reply (ban-possible)
        25/tcp rejected smtp admin-prohibited 130.0 ms from 198.51.100.1

        """,
        Written(isStreamed: true, Ssh, Refused, Silent, Filtered));

    [Fact]
    public void What_answered_for_itself_is_written_at_once_and_all_else_at_the_end()
    {
        var lines = Before([Silent, Filtered, Row(ProbeKind.Dns, 53, Reason.UdpUnverified, ms: 1), Refused, Ssh], isStreamed: true);
        Assert.Equal(["23/tcp closed - reset 0.4 ms", "22/tcp open ssh syn-ack 12.3 ms"], lines);
        Assert.Empty(Before([Refused, Ssh], isStreamed: false));
    }

    [Fact]
    public void Silence_for_now_is_no_line_until_it_is_proved()
    {
        var provisional = Silent with { Result = Silent.Result with { Remarks = Remarks.Provisional } };
        Assert.Empty(Before([provisional], isStreamed: true));
    }

    [Fact]
    public void Listener_behind_a_refusal_has_a_line_of_its_own_which_counts()
    {
        var refusal = Row(ProbeKind.Syn, 22, Reason.Reset, ms: 1, service: new("ssh", null));
        using var output = new StringWriter();
        var writer = new PortLinesFormat(isStreamed: true).Begin(output, ReportOf([Ssh]).Header);
        writer.Row(refusal);
        _ = writer.End(ReportOf([Ssh])).Count();
        Assert.Equal("22/tcp closed ssh reset 1.0 ms\n22/tcp open ssh syn-ack 12.3 ms\n", output.ToString());
    }

    [Fact]
    public void Port_that_several_probes_ask_has_one_line() => Assert.Equal(
        "161/udp open snmpv2c udp-reply 1.5 ms\n",
        Written(
            isStreamed: true,
            Row(ProbeKind.SnmpV1, 161, Reason.NoReply, attempts: 3),
            Row(ProbeKind.SnmpV2c, 161, Reason.UdpReply, ms: 1.5),
            Row(ProbeKind.SnmpV3, 161, Reason.NoReply, attempts: 3)));

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void Waiting_is_a_comment(int times)
    {
        using var output = new StringWriter();
        var writer = new PortLinesFormat(isStreamed: true).Begin(output, ReportOf([Ssh]).Header);
        for (var time = 0; time < times; time++)
        {
            writer.KeepAlive();
            Assert.EndsWith(".", output.ToString(), StringComparison.Ordinal);
        }

        writer.Row(Ssh);
        writer.KeepAlive();
        _ = writer.End(ReportOf([Ssh])).Count();
        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(["22/tcp open ssh syn-ack 12.3 ms"], lines.Where(line => !line.StartsWith("# .", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Early_end_is_told_and_no_port()
    {
        var report = ReportOf([Row(ProbeKind.Syn, 22, Reason.ScanEnded, attempts: 0)]) with { EarlyEnd = new Message("report.tester-stopped") };
        using var output = new StringWriter();
        _ = new PortLinesFormat(isStreamed: false).Begin(output, report.Header).End(report).Count();
        Assert.Equal($"22/tcp unknown - scan-ended\n# {report.EarlyEnd}\n", output.ToString());
    }

    private static ScanReport ReportOf(ReportRow[] rows) => Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, rows, null, null).Report;

    private static string Written(bool isStreamed, params ReportRow[] rows) =>
        Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, rows, null, null).Render(new PortLinesFormat(isStreamed));

    private static string[] Before(ReportRow[] rows, bool isStreamed)
    {
        using var output = new StringWriter();
        var writer = new PortLinesFormat(isStreamed).Begin(output, ReportOf(rows).Header);
        foreach (var row in rows)
        {
            writer.Row(row);
            writer.Pause();
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
