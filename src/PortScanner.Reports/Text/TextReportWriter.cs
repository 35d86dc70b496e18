using System.Globalization;

using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Findings.Firewall;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

internal sealed class TextReportWriter : IReportWriter
{
    // The longest state that a port can be in.
    private const int UsualStateWidth = 8;

    private readonly Messages _messages;
    private readonly TextLines _lines;
    private readonly TextRows _rows;
    private readonly string? _helpPage;

    public TextReportWriter(TextWriter output, ReportHeader header)
    {
        _messages = header.Messages;
        _lines = new TextLines(output);
        _rows = new TextRows(_lines, _messages, header.Plan.TestsFirewall);
        _helpPage = header.HelpPage;
        WriteHeader(header);
    }

    public void Row(ReportRow row) => _rows.Write(row);

    public void Pause() => _rows.WriteProvisional();

    public void Waiting(string sentence) => _rows.WriteWaiting(sentence);

    public void Progress(string sentence) => _rows.WriteWaiting(sentence);

    public void KeepAlive() => _lines.Dot();

    public IEnumerable<ReportStep> End(ScanReport report)
    {
        var findings = ReportFindings.Of(report);
        _rows.WriteEnd();
        _lines.Blank();
        _lines.Underlined(_messages["report.result"].ToUpperInvariant(), '=');
        if (report.EarlyEnd is not null)
        {
            _lines.Wrapped("", _messages.Format("report.ended-early", ("cause", report.EarlyEnd)));
        }

        _lines.Wrapped("", findings.Sentence);
        foreach (var sentence in new[] { findings.Ban, findings.Second }.OfType<string>())
        {
            _lines.Blank();
            _lines.Wrapped("", sentence);
        }

        foreach (var section in findings.Sections)
        {
            foreach (var step in WriteSection(section))
            {
                yield return step;
            }
        }

        WriteRemarks(findings.Remarks);
        if (findings.Ping is not null)
        {
            _lines.Blank();
            _lines.Underlined(_messages["report.ping"], '-');
            _lines.Wrapped("", findings.Ping);
        }

        if (findings.Firewall is not null)
        {
            WriteFirewall(findings.Firewall);
        }

        WriteReadingHelp(findings);
        WriteEnding(report, findings);
    }

    private void WriteHeader(ReportHeader header)
    {
        _lines.Underlined(HeaderMessages.Title(header), '=');
        foreach (var (label, text) in HeaderMessages.Lines(header))
        {
            _lines.Wrapped($"  {label.PadRight(HeaderMessages.LabelWidth)} ", text);
        }

        _lines.Blank();
        _lines.Wrapped("", _messages["report.answers.text"]);
        _lines.Blank();
        _rows.WriteHeading();
    }

    private IEnumerable<ReportStep> WriteSection(StateSection section)
    {
        _lines.Blank();
        _lines.Underlined(section.Heading(_messages), '-');
        foreach (var exposure in section.Exposures)
        {
            WriteExposure(exposure);
            yield return default;
        }

        foreach (var group in section.Groups)
        {
            _lines.Wrapped("  ", group.Sentences(_messages));
            foreach (var (protocol, ranges) in group.Ports)
            {
                _lines.Wrapped($"    {ReportNames.Of(protocol)}  ", ranges);
            }
        }

        _lines.Wrapped($"  {_messages["report.what-to-do"]} ", section.State.Advice(_messages));
    }

    private void WriteExposure(Exposure exposure)
    {
        _lines.Wrapped($"  {exposure.Port,-9} ", exposure.Service.Length > 0 ? exposure.Service : _messages["report.unknown-service"]);
        _lines.Wrapped("            ", exposure.Risk);
        if (exposure.Amplification is not null)
        {
            _lines.Wrapped("            ", exposure.Amplification);
        }

        if (exposure.Doubt is not null)
        {
            _lines.Wrapped("            ", _messages.Format("report.less-certain", ("doubt", exposure.Doubt)));
        }

        if (exposure.Responder is not null)
        {
            _lines.Wrapped("            ", _messages.Format("report.answered-by", ("address", exposure.Responder.ToString())));
        }
    }

    private void WriteRemarks(IReadOnlyList<RemarkGroup> remarks)
    {
        if (remarks.Count == 0)
        {
            return;
        }

        _lines.Blank();
        _lines.Underlined(_messages["report.also-noticed"], '-');
        foreach (var remark in remarks)
        {
            _lines.Wrapped("  ", $"{remark.Remark.Sentence(_messages)} ({remark.Remark.Name})");
            foreach (var (protocol, ranges) in remark.Ports)
            {
                _lines.Wrapped($"    {ReportNames.Of(protocol)}  ", ranges);
            }

            if (remark.IsOfPing)
            {
                _lines.Line("    ping");
            }

            if (remark.IsOfFirewallTests)
            {
                _lines.Line($"    {_messages["report.firewall-tests"]}");
            }
        }
    }

    private void WriteFirewall(FirewallFinding firewall)
    {
        _lines.Blank();
        _lines.Underlined(_messages["report.firewall"], '-');
        _lines.Wrapped("  ", firewall.Sentence);
        foreach (var fact in firewall.Evidence)
        {
            _lines.Wrapped("  - ", fact);
        }

        foreach (var test in firewall.Tests)
        {
            _lines.Wrapped($"  {test.Name,-14}  ", $"{test.Asked}:");
            foreach (var outcome in test.Outcomes)
            {
                var lead = $"    {ReportNames.Of(outcome.State),-10}    ";
                _lines.Wrapped(lead, outcome.Ports.Length > 0 ? $"{outcome.Ports}: {outcome.Meaning}" : outcome.Meaning);
            }
        }
    }

    private void WriteReadingHelp(ReportFindings findings)
    {
        if (!findings.States.Any())
        {
            return;
        }

        _lines.Blank();
        _lines.Underlined(_messages["report.how-to-read"], '-');
        var width = findings.States.Max(state => Math.Max(ReportNames.Of(state).Length, UsualStateWidth));
        foreach (var state in findings.States)
        {
            _lines.Wrapped($"  {ReportNames.Of(state).PadRight(width)}  ", Explanation(state));
        }

        if (_helpPage is not null)
        {
            _lines.Wrapped("  ", $"{_messages["help.report"]} {_helpPage}");
        }
    }

    // The rows have the published names of the states, which scripts look for; here they meet the reader's own word.
    private string Explanation(PortState state)
    {
        var (label, meaning) = (state.Label(_messages), state.Meaning(_messages));
        return label == ReportNames.Of(state) ? meaning : $"{label.Capitalised()}. {meaning}";
    }

    private void WriteEnding(ScanReport report, ReportFindings findings)
    {
        _lines.Blank();
        _lines.Wrapped("", VerdictMessages.Effort(report, _messages));
        if (report.Seed is { } seed)
        {
            _lines.Line(string.Create(CultureInfo.InvariantCulture, $"order: seed={seed}"));
        }

        var counts = StateMessages.ReportOrder.Select(state => $"{ReportNames.Of(state)}={findings.Facts.CountOf(state)}");
        _lines.Line($"ports: {string.Join(' ', counts)}");
        if (report.Expectation is null)
        {
            return;
        }

        _lines.Wrapped($"{_messages["report.expected"]} ", report.Expectation.Expect);
        foreach (var difference in report.Expectation.Differences)
        {
            _lines.Wrapped("  - ", _messages.Format(difference));
        }

        // The very last line, so that a script can test it with tail -1.
        _lines.Line(report.Pass == true ? "PASS" : "FAIL");
    }
}
