using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>A scan as a caller of the report sees it: a header, rows as they came, and the finished report.</summary>
public sealed record SampleScan(ScanReport Report, IReadOnlyList<ReportRow> Stream)
{
    /// <summary>The same scan for a reader of another language.</summary>
    public SampleScan In(string code) =>
        this with { Report = Report with { Header = Report.Header with { Language = new ReaderLanguage(Languages.Find(code)!, IsChosen: false) } } };

    public string Render(IReportFormat format)
    {
        using var output = new StringWriter();
        var writer = format.Begin(output, Report.Header);
        foreach (var row in Stream)
        {
            writer.Row(row);
        }

        _ = writer.End(Report).Count();
        return output.ToString();
    }
}

/// <summary>The scans that the golden files show.</summary>
public static class SampleReports
{
    /// <summary>Where the reports say that more is to be found.</summary>
    public const string HelpPage = "https://firewall.example.org/help";

    /// <summary>What the order of their probes was drawn from: one of the largest that there are.</summary>
    public const long Seed = 9_007_199_254_740_990;

    private static readonly DateTimeOffset Started = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);
    private static readonly IPAddress Router = IPAddress.Parse("198.51.100.1");
    private static readonly IPAddress LongRouter = IPAddress.Parse("2001:db8:1234:5678:9abc:def0:1234:5678");

    /// <summary>Every state, two families of answerers, a correction and an expectation that fails.</summary>
    public static SampleScan Mixed()
    {
        ReportRow[] rows =
        [
            Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 0.4, service: new("ssh", "ssh")),
            Row(ProbeKind.Syn, 23, Reason.Reset, ms: 0.41, service: new("telnet", "telnet"), remarks: Remarks.HopCountAnomaly),
            Row(ProbeKind.Syn, 25, Reason.AdminProhibited, ms: 12.25, responder: Router, service: new("smtp", null)),
            Row(ProbeKind.Syn, 80, Reason.NoReply, attempts: 3, service: new("http", null)),
            Row(ProbeKind.Syn, 135, Reason.AdminProhibited, ms: 130, responder: Router, service: new("msrpc", null)),
            Row(ProbeKind.Syn, 443, Reason.NoReply, attempts: 3, service: new("https", null)),
            Row(ProbeKind.Syn, 4444, Reason.Ack, ms: 3),
            Row(ProbeKind.Dns, 53, Reason.PortUnreach, ms: 0.39, service: new("dns", null)),
            Row(ProbeKind.Ntp, 123, Reason.NoReply, attempts: 3, service: new("ntp", null)),
            Row(ProbeKind.NtpMonlist, 123, Reason.NoReply, attempts: 3, service: new("ntp", null)),
            Row(ProbeKind.SnmpV1, 161, Reason.UdpReply, ms: 1.5, service: new("snmp", "snmp-udp"), traffic: new UdpTraffic(1, 43, 1, 46)),
            Row(ProbeKind.SnmpV2c, 161, Reason.UdpReply, ms: 1.6, service: new("snmp", "snmp-udp"), traffic: new UdpTraffic(2, 86, 3, 1302)),
            Row(ProbeKind.SnmpV3, 161, Reason.NoReply, attempts: 3, service: new("snmp", null)),
            Row(ProbeKind.Ssdp, 1900, Reason.RateLimited, attempts: 3, service: new("ssdp", null)),
            Row(ProbeKind.Echo, null, Reason.EchoReply, ms: 0.38),
        ];
        var provisional = Row(ProbeKind.Syn, 22, Reason.HostUnreach, ms: 0.2, responder: Router, service: new("ssh", null));
        return Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Quick, rows, "192.0.2.10 (test lab)", new ExpectVerdict("22,443", Pass: false,
            [new Message("expect.unexpected", ("ports", "U:161")), new Message("expect.missing", ("state", new Message("state.stealth")), ("ports", "443"))]), stream: [provisional, .. rows]);
    }

    /// <summary>IPv6, everything silent, so that a ban is possible; a pass.</summary>
    public static SampleScan Silent()
    {
        var rows = Enumerable.Range(0, 1056).Select(port => Row(ProbeKind.Syn, (ushort)port, Reason.NoReply, attempts: 3, remarks: Remarks.BanPossible))
            .Concat(ProbeKinds.UdpServices(System.Net.Sockets.AddressFamily.InterNetworkV6).Select(kind => Row(kind.Kind, kind.Port, Reason.NoReply, attempts: 3, remarks: Remarks.BanPossible)))
            .Append(Row(ProbeKind.Echo, null, Reason.NoReply, attempts: 3, remarks: Remarks.BanPossible)).ToArray();
        return Scan(IPAddress.Parse("2001:db8::7"), ScanProfile.Standard, rows, null, new ExpectVerdict("none", Pass: true, []));
    }

    /// <summary>IPv6, rejected by a router with a long address, with gaps that a rate limit left.</summary>
    public static SampleScan RejectedByRouter()
    {
        var rows = Enumerable.Range(1, 40)
            .Select(port => port % 7 == 0
                ? Row(ProbeKind.Syn, (ushort)port, Reason.RateLimited, attempts: 8)
                : Row(ProbeKind.Syn, (ushort)port, port > 30 ? Reason.NoRoute : Reason.AdminProhibited, ms: 5 + port, responder: LongRouter))
            .ToArray();
        return Scan(LongTarget, ScanProfile.Custom, rows, "2001:db8:ffff::10", null);
    }

    /// <summary>A device that answers for every port.</summary>
    public static SampleScan AnswersForAll() => Scan(
        IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, [.. Enumerable.Range(1000, 60).Select(port => Row(ProbeKind.Syn, (ushort)port, Reason.SynAck, ms: 1, remarks: Remarks.AllPortsOpen))], null, null);

    /// <summary>A scan that failed before its first answer.</summary>
    public static SampleScan Failed()
    {
        var scan = Scan(IPAddress.Loopback, ScanProfile.Custom, [Row(ProbeKind.Syn, 22, Reason.ScanEnded, attempts: 0)], null, new ExpectVerdict("none", Pass: true, []));
        return scan with { Report = scan.Report with { EarlyEnd = new Message("report.tester-stopped"), Seed = null, Duration = TimeSpan.Zero } };
    }

    /// <summary>A firewall that bans: some ports were answered, the others not any more.</summary>
    public static SampleScan Banned()
    {
        ReportRow[] rows =
        [
            Row(ProbeKind.Echo, null, Reason.Banned, attempts: 5),
            Row(ProbeKind.Syn, 22, Reason.Banned, attempts: 6, service: new("ssh", null)),
            Row(ProbeKind.Syn, 443, Reason.SynAck, ms: 0.4, service: new("https", null)),
            Row(ProbeKind.Dns, 53, Reason.Banned, attempts: 5, service: new("dns", null)),
        ];
        var scan = Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, rows, null, new ExpectVerdict("443", Pass: true, []));
        return scan with { Report = scan.Report with { EarlyEnd = new Message("report.banned") } };
    }

    /// <summary>A firewall with a memory before an IPv4 host, and everything else that the firewall tests can say.</summary>
    public static SampleScan Stateful()
    {
        ReportRow[] rows =
        [
            Row(ProbeKind.Echo, null, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 0.4, service: new("ssh", null)),
            Row(ProbeKind.Syn, 79, Reason.Reset, ms: 0.4),
            Row(ProbeKind.Syn, 80, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Syn, 135, Reason.AdminProhibited, ms: 1, responder: Router),
            Row(ProbeKind.Timestamp, null, Reason.TimestampReply, ms: 0.4),
            Row(ProbeKind.AddressMask, null, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Ack, 22, Reason.Reset, ms: 0.4),
            Row(ProbeKind.Window, 22, Reason.ResetWindow, ms: 0.4),
            Row(ProbeKind.Fin, 22, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Ack, 79, Reason.Reset, ms: 0.4),
            Row(ProbeKind.Maimon, 79, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Ack, 80, Reason.NoReply, attempts: 3),
            Row(ProbeKind.Ack, 135, Reason.AdminProhibited, ms: 1, responder: Router),
            Row(ProbeKind.Xmas, 135, Reason.RateLimited, attempts: 5),
            Row(ProbeKind.Ack, 50123, Reason.NoReply, attempts: 3),
        ];
        return Scan(IPAddress.Parse("203.0.113.7"), ScanProfile.Custom, rows, null, null, testsFirewall: true);
    }

    /// <summary>Rows that show each sign of the firewall tests.</summary>
    public static ReportRow[] EverySign() =>
    [
        Row(ProbeKind.Syn, 1, Reason.SynAck), Row(ProbeKind.Ack, 1, Reason.Reset),
        Row(ProbeKind.Syn, 2, Reason.NoReply), Row(ProbeKind.Ack, 2, Reason.Reset),
        Row(ProbeKind.Syn, 3, Reason.SynAck), Row(ProbeKind.Ack, 3, Reason.NoReply),
        Row(ProbeKind.Syn, 4, Reason.Reset), Row(ProbeKind.Maimon, 4, Reason.NoReply),
        Row(ProbeKind.Ack, 50123, Reason.NoReply),
        Row(ProbeKind.Syn, 5, Reason.NoReply), Row(ProbeKind.Ack, 5, Reason.NoReply),
        Row(ProbeKind.Syn, 6, Reason.Reset), Row(ProbeKind.Maimon, 6, Reason.Reset), Row(ProbeKind.Null, 6, Reason.NoReply),
        Row(ProbeKind.Syn, 7, Reason.NoReply), Row(ProbeKind.SynOptions, 7, Reason.Reset), Row(ProbeKind.SynFragment, 7, Reason.Reset),
    ];

    private static IPAddress LongTarget => IPAddress.Parse("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff");

    /// <summary>A row, its state being what the tables say.</summary>
    public static ReportRow Row(
        ProbeKind kind, int? port, Reason reason, double? ms = null, IPAddress? responder = null, int attempts = 1, ServiceInfo service = default,
        Remarks remarks = Remarks.None, UdpTraffic? traffic = null) =>
        new(
            new ProbeResult(
                new Probe(kind, (ushort?)port),
                Reasons.StateOf(reason, kind, responder is not null),
                reason,
                responder,
                ms is null ? null : TimeSpan.FromMilliseconds(ms.Value),
                ms is null ? null : (byte)63,
                attempts)
            {
                Remarks = remarks,
                Traffic = traffic,
            },
            service);

    /// <summary>A scan whose rows came in the plan's order, unless <paramref name="stream"/> says otherwise.</summary>
    public static SampleScan Scan(
        IPAddress address, ScanProfile profile, ReportRow[] rows, string? source, ExpectVerdict? expectation, ReportRow[]? stream = null, bool testsFirewall = false)
    {
        var planned = rows.Select(row => row.Result.Probe).Where(probe => !probe.Kind.Info().TestsFirewall);
        var plan = new ScanPlan(profile, address.AddressFamily, [.. planned]) { TestsFirewall = testsFirewall };
        var header = new ReportHeader(address, plan, Started, source, expectation?.Expect, ReaderLanguage.Default) { HelpPage = HelpPage, Vantage = Vantage.Internet };
        return new SampleScan(new ScanReport(header, rows, TimeSpan.FromMilliseconds(8123.4), expectation, EarlyEnd: null) { Seed = Seed }, stream ?? rows);
    }
}
