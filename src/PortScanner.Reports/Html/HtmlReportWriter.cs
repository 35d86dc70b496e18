using PortScanner.Core.Localization;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Reports.Html;

internal sealed class HtmlReportWriter : IReportWriter
{
    private readonly TextWriter _output;
    private readonly ReaderLanguage _language;
    private readonly Messages _messages;
    private readonly HtmlRows _rows;

    public HtmlReportWriter(TextWriter output, ReportHeader header)
    {
        _output = output;
        _language = header.Language;
        _messages = header.Messages;
        _rows = new HtmlRows(output, _messages);
        WriteHeader(header);
    }

    public void Row(ReportRow row) => _rows.Write(row);

    public void Pause() => _rows.WriteProvisional();

    public void Waiting(string sentence) => _rows.WriteSentence(sentence);

    public void KeepAlive() => Write("\n");

    public IEnumerable<ReportStep> End(ScanReport report)
    {
        _rows.Close();
        var findings = ReportFindings.Of(report);
        Write($"<h2 id=\"result\">{Encode(_messages["report.result"])}</h2>\n");
        if (report.EarlyEnd is not null)
        {
            Paragraph(_messages.Format("report.ended-early", ("cause", report.EarlyEnd)), "warning");
        }

        Paragraph(findings.Sentence, "verdict");
        if (findings.Ban is not null)
        {
            Paragraph(findings.Ban, "warning");
        }

        if (findings.Second is not null)
        {
            Paragraph(findings.Second);
        }

        WriteExpectation(report);
        foreach (var section in findings.Sections)
        {
            foreach (var step in HtmlSection.Write(_output, section, _language))
            {
                yield return step;
            }
        }

        HtmlRemarks.Write(_output, findings.Remarks, _messages);
        if (findings.Ping is not null)
        {
            Write($"<h3>{Encode(_messages["report.ping"])}</h3>\n");
            Paragraph(findings.Ping);
        }

        if (findings.Firewall is not null)
        {
            HtmlFirewall.Write(_output, findings.Firewall, _messages);
        }

        WriteReadingHelp(findings);
        Paragraph(VerdictMessages.Effort(report, _messages));
        WriteFoot(_output, _language);
    }

    private void WriteHeader(ReportHeader header)
    {
        WriteHead(_output, header.Language, HeaderMessages.Title(header));
        Write("<table class=\"facts\">\n<tbody>\n");
        foreach (var (label, text) in HeaderMessages.Lines(header))
        {
            Write($"<tr><th scope=\"row\">{Encode(label)}</th><td>{Encode(text)}</td></tr>\n");
        }

        Write($"</tbody>\n</table>\n<h2>{Encode(_messages["report.answers"])}</h2>\n");
        Write($"<p>{Encode(_messages["report.answers.html"])} <a href=\"#result\">{Encode(_messages["report.result"])}</a></p>\n");
        _rows.Open();
    }

    private void WriteExpectation(ScanReport report)
    {
        if (report.Expectation is not { } expectation)
        {
            return;
        }

        Write($"<h3>{Encode($"{_messages["report.expected"].Capitalised()} {expectation.Expect}")}</h3>\n");
        if (expectation.Differences.Count > 0)
        {
            Write("<ul>\n");
            foreach (var difference in expectation.Differences)
            {
                Write($"<li>{Encode(_messages.Format(difference))}</li>\n");
            }

            Write("</ul>\n");
        }

        Paragraph(report.Pass == true ? "PASS" : "FAIL", "outcome");
    }

    private void WriteReadingHelp(ReportFindings findings)
    {
        if (!findings.States.Any())
        {
            return;
        }

        Write($"<h3>{Encode(_messages["report.how-to-read"])}</h3>\n<dl>\n");
        foreach (var state in findings.States)
        {
            Write($"<dt><a href=\"{_language.Link(HelpPaths.Of(state))}\">{Encode(state.Label(_messages).Capitalised())}</a></dt><dd>{Encode(state.Meaning(_messages))}</dd>\n");
        }

        Write("</dl>\n");
    }

    private void Paragraph(string text) => Write($"<p>{Encode(text)}</p>\n");

    private void Paragraph(string text, string cssClass) => Write($"<p class=\"{cssClass}\">{Encode(text)}</p>\n");

    private void Write(string html) => _output.Write(html);
}
