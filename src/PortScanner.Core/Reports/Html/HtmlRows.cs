using PortScanner.Core.Reports.Findings;
using PortScanner.Core.Results;
using PortScanner.Core.Scanning;

using static PortScanner.Core.Reports.Html.HtmlPage;

namespace PortScanner.Core.Reports.Html;

/// <summary>The table of answers as they come.</summary>
internal sealed class HtmlRows(TextWriter output)
{
    private readonly WrittenAnswers _written = new();

    public void Open() => output.Write(
        """
        <div class="wide">
        <table>
        <caption>One row for each answer</caption>
        <thead><tr><th scope="col">Port</th><th scope="col">State</th><th scope="col">Service</th><th scope="col">Reason</th><th scope="col">Time</th><th scope="col">From</th></tr></thead>
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
                <tr><td colspan="6">The next row corrects {Earlier(corrected)}:</td></tr>

                """);
        }

        var result = row.Result;
        var state = ReportNames.Of(result.State);
        output.Write(
            $"""
            <tr><th scope="row">{Port(result.Probe)}</th><td class="{state}">{state}</td><td>{Encode(row.Label ?? "-")}</td><td>{result.Reason.Info().Name}{Notes(result)}</td><td class="number">{Time(result)}</td><td>{From(row)}</td></tr>

            """);
    }

    public void WriteProvisional()
    {
        if (_written.TakeProvisional() is > 0 and var count)
        {
            output.Write($"<tr><td colspan=\"6\">{ProvisionalWords.Sentence(count)}</td></tr>\n");
        }
    }

    // A table without a row would look broken, and a body without a row is not valid everywhere.
    public void Close()
    {
        if (_written.IsEmpty)
        {
            output.Write("<tr><td colspan=\"6\">No answer came.</td></tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }

    private static string Port(Probe probe) =>
        probe.Port is { } port ? $"{port}/{ReportNames.Of(probe.Protocol)}" : ReportNames.Of(probe.Protocol);

    private static string Earlier(ProbeResult corrected) => corrected.Remarks.HasFlag(Remarks.Provisional)
        ? "what was so far, for one that was silent"
        : $"the earlier one, which said {ReportNames.Of(corrected.State)} ({corrected.Reason.Info().Name})";

    private static string Notes(ProbeResult result) =>
        result.Remarks == Remarks.None ? "" : $"<br/>{Encode(result.Remarks.Notes())}";

    private static string Time(ProbeResult result) =>
        result.RoundTripTime is { } time ? $"{time.TotalMilliseconds:0.0} ms" : "-";

    private static string From(ReportRow row) =>
        row.Result.Responder?.ToString() is { } responder ? Encode(responder) : row.IsAnswer ? "you" : "-";
}
