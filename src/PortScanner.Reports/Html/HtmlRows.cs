using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Reports.Html;

/// <summary>The table of answers as they come.</summary>
internal sealed class HtmlRows(TextWriter output, Messages messages)
{
    private static readonly string[] Columns =
        ["report.row.port", "report.row.state", "report.row.service", "report.row.reason", "report.row.time", "report.row.from"];

    private readonly WrittenAnswers _written = new();

    public void Open() => output.Write(
        $"""
        <div class="wide" tabindex="0" role="group" aria-label="{Encode(messages["report.answers.caption"])}">
        <table>
        <caption>{Encode(messages["report.answers.caption"])}</caption>
        <thead><tr>{string.Concat(Columns.Select(column => $"""<th scope="col">{Encode(messages[column])}</th>"""))}</tr></thead>
        <tbody>

        """);

    public void Write(ReportRow row)
    {
        if (!_written.TryAdd(row, out var corrected))
        {
            return;
        }

        if (corrected is not null)
        {
            output.Write(
                $"""
                <tr><td colspan="6">{Encode(Correction(corrected))}</td></tr>

                """);
        }

        var result = row.Result;
        output.Write(
            $"""
            <tr><th scope="row">{Port(result.Probe)}</th><td class="{ReportNames.Slug(result.State)}">{Encode(result.State.Label(messages))}</td><td>{Encode(row.Label ?? "-")}</td><td>{result.Reason.Info().Name}{Notes(result)}</td><td class="number">{Time(result)}</td><td>{From(row)}</td></tr>

            """);
    }

    public void WriteProvisional()
    {
        if (_written.TakeProvisional() is > 0 and var count)
        {
            WriteSentence(messages.Count("report.answers.so-far", count));
        }
    }

    public void WriteSentence(string sentence) => output.Write($"<tr><td colspan=\"6\">{Encode(sentence)}</td></tr>\n");

    // A table without a row would look broken, and a body without a row is not valid everywhere.
    public void Close()
    {
        if (_written.IsEmpty)
        {
            WriteSentence(messages["report.answers.none"]);
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }

    private static string Port(Probe probe) =>
        probe.Port is { } port ? $"{port}/{ReportNames.Of(probe.Protocol)}" : ReportNames.Of(probe.Protocol);

    private string Correction(ProbeResult corrected) => corrected.Remarks.HasFlag(Remarks.Provisional)
        ? messages["report.row.html.corrects-silence"]
        : messages.Format("report.row.html.corrects", ("state", corrected.State.Label(messages)), ("reason", corrected.Reason.Info().Name));

    private string Notes(ProbeResult result) =>
        result.Remarks == Remarks.None ? "" : $"<br/>{Encode(result.Remarks.Notes(messages))}";

    private string Time(ProbeResult result) =>
        result.RoundTripTime is { } time ? $"{Encode(messages.Number(time.TotalMilliseconds, 1))} ms" : "-";

    private string From(ReportRow row) =>
        row.Result.Responder?.ToString() is { } responder ? Encode(responder) : row.IsAnswer ? Encode(messages["report.row.you"]) : "-";
}
