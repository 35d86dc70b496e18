using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Reports.Text;

using static PortScanner.Core.Tests.Reports.SampleReports;

namespace PortScanner.Core.Tests.Reports;

public class TextFormatTests
{
    private static readonly IPAddress LongAddress = IPAddress.Parse("2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff");
    private static readonly ServiceInfo LongService = new("a-service-with-an-unreasonably-long-name", "https-443");

    public static TheoryData<string, string?> Families => new()
    {
        { "203.0.113.107", null },
        { "203.0.113.107", "255.255.255.255" },
        { LongAddress.ToString(), null },
        { LongAddress.ToString(), LongAddress.ToString() },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Text_of_every_reason_and_probe_stays_within_80_columns_in_every_language(string target, string? responder)
    {
        var responderAddress = responder is null ? null : IPAddress.Parse(responder);
        foreach (var reason in Enum.GetValues<Reason>())
        {
            ReportRow[] rows =
            [
                // The window of a reset is asked for by a firewall test alone.
                .. ProbeKinds.All.Where(kind => reason != Reason.ResetWindow || kind.TestsFirewall).Select(kind => Row(
                    kind.Kind, kind.Protocol == ProbeProtocol.Icmp ? null : 65535, reason, ms: 59_999.9, responderAddress, attempts: 8, LongService, (Remarks)ushort.MaxValue,
                    kind.Protocol == ProbeProtocol.Udp ? new UdpTraffic(65_535, 80_739_120, 16_777_215, 1_099_025_023_905) : null)),
            ];
            var longText = string.Join(',', Enumerable.Range(10_000, 200));
            var expectation = new ExpectVerdict(longText, Pass: false, [new Message("expect.undecided", ("ports", $"{longText} {new string('y', 300)}"))]);
            var scan = Scan(IPAddress.Parse(target), ScanProfile.Standard, rows, new string('z', 200), expectation, stream: [.. rows, .. rows], testsFirewall: true);
            var failed = scan with { Report = scan.Report with { EarlyEnd = new Message("report.ended-early", ("cause", new string('w', 100))) } };

            Assert.All(Languages.All.SelectMany(messages => Lines(failed.In(messages.Language.Code))), line => Assert.True(line.Length <= TextLines.Width, line));
        }
    }

    [Fact]
    public void Wrapped_text_keeps_every_word_within_the_width() =>
        Prop.ForAll<NonNull<string>, PositiveInt>((text, lead) =>
        {
            using var output = new StringWriter();
            new TextLines(output).Wrapped(new string(' ', lead.Get % 60), text.Get);
            var lines = output.ToString().Split('\n');
            var kept = string.Concat(lines).Replace(" ", "", StringComparison.Ordinal);
            var given = new string([.. text.Get.Where(letter => !char.IsControl(letter) && letter != ' ')]);
            return lines.All(line => line.Length <= TextLines.Width) && Squeezed(kept) == Squeezed(given);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Silent_scan_of_1056_ports_is_a_page_not_a_roll() => Assert.InRange(Lines(Silent()).Length, 10, 50);

    [Fact]
    public void Silent_row_writes_nothing_while_streaming()
    {
        var scan = Silent();
        using var output = new StringWriter();
        var writer = ReportFormats.Text.Begin(output, scan.Report.Header);
        var before = output.ToString();

        writer.Row(scan.Stream[0]);

        Assert.Equal(before, output.ToString());
    }

    [Fact]
    public void Answer_writes_one_line_at_once()
    {
        var scan = Mixed();
        using var output = new StringWriter();
        var writer = ReportFormats.Text.Begin(output, scan.Report.Header);
        var before = output.ToString().Length;

        writer.Row(Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 0.4, service: new("ssh", null)));

        Assert.Equal("   22 tcp   open     ssh              syn-ack                0.4 you\n", output.ToString()[before..]);
    }

    [Fact]
    public void Answer_that_replaces_another_says_so()
    {
        var rejected = Row(ProbeKind.Syn, 22, Reason.HostUnreach, ms: 1);
        var open = Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 1);

        Assert.Contains(
            "      (corrects the line above that said rejected, host-unreach)",
            Lines(Scan(LongAddress, ScanProfile.Custom, [open], null, null, stream: [rejected, open])));
    }

    [Fact]
    public void Answer_that_replaces_silence_corrects_nothing()
    {
        var silent = Row(ProbeKind.Syn, 22, Reason.NoReply);
        var open = Row(ProbeKind.Syn, 22, Reason.SynAck, ms: 1);

        Assert.DoesNotContain(
            Lines(Scan(LongAddress, ScanProfile.Custom, [open], null, null, stream: [silent, open, open])),
            line => line.Contains("corrects", StringComparison.Ordinal));
    }

    [Fact]
    public void Provisional_silence_is_one_line_and_an_answer_that_comes_late_names_its_port()
    {
        using var output = new StringWriter();
        var writer = ReportFormats.Text.Begin(output, Silent().Report.Header);
        var before = output.ToString().Length;
        for (var port = 1; port <= 97; port++)
        {
            writer.Row(Row(ProbeKind.Syn, port, Reason.NoReply, remarks: Remarks.Provisional));
        }

        writer.Pause();
        writer.Pause();
        writer.Row(Row(ProbeKind.Syn, 22, Reason.AdminProhibited, ms: 6200));
        writer.Row(Row(ProbeKind.Syn, 23, Reason.NoReply));
        writer.Pause();

        Assert.Equal(
            [
                "      (So far 97 probes stay silent; still listening for late answers.)",
                "   22 tcp   rejected -                admin-prohibited      6200 you",
                "      (corrects what was so far: this one was silent)",
                "",
            ],
            output.ToString()[before..].Split('\n'));
    }

    [Fact]
    public void Last_line_without_expectation_counts_the_ports() =>
        Assert.Equal(["order: seed=9007199254740990", "ports: open=60 rejected=0 closed=0 closed|filtered=0 stealth=0 unknown=0"], Lines(AnswersForAll())[^2..]);

    [Theory]
    [InlineData(true, "PASS")]
    [InlineData(false, "FAIL")]
    public void Last_line_with_expectation_is_the_outcome(bool pass, string line)
    {
        var scan = Scan(LongAddress, ScanProfile.Custom, [Row(ProbeKind.Syn, 22, Reason.SynAck)], null, new ExpectVerdict("22", pass, []));

        Assert.Equal(line, Lines(scan)[^1]);
    }

    [Fact]
    public void Help_is_named_by_its_address_if_that_is_known()
    {
        var scan = Mixed();
        var unknown = scan with { Report = scan.Report with { Header = scan.Report.Header with { HelpPage = null } } };

        Assert.Contains($"  More about these words: {HelpPage}", Lines(scan));
        Assert.DoesNotContain(Lines(unknown), line => line.Contains("More about", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_that_ended_early_never_passes() => Assert.Equal("FAIL", Lines(Failed())[^1]);

    [Fact]
    public void Escape_sequence_does_not_reach_the_terminal()
    {
        var hostile = new ServiceInfo("\u001b[31mred", "ssh");
        var scan = Scan(LongAddress, ScanProfile.Custom, [Row(ProbeKind.Syn, 22, Reason.SynAck, service: hostile)], "\u001b[2J", new ExpectVerdict("\u001bc", Pass: false, [new Message("expect.unexpected", ("ports", "\r\n\u001b"))]));

        Assert.DoesNotContain(scan.Render(ReportFormats.Text), letter => char.IsControl(letter) && letter != '\n');
    }

    private static string[] Lines(SampleScan scan) => scan.Render(ReportFormats.Text).TrimEnd('\n').Split('\n');

    // Wrapping may drop any white space at the end of a line, not only blanks.
    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
