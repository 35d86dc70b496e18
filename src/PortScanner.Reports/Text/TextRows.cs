using System.Globalization;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

/// <summary>The lines of answers as they come.</summary>
/// <param name="lines">Where they go.</param>
/// <param name="messages">The reader's language.</param>
/// <param name="withFirewallTests">Whether there may be states that only firewall tests have, the longest of which takes its room from the services.</param>
internal sealed class TextRows(TextLines lines, Messages messages, bool withFirewallTests)
{
    private const int ResponderWidth = 15;

    private readonly int _stateWidth = withFirewallTests ? 10 : 8;
    private readonly int _labelWidth = withFirewallTests ? 14 : 16;

    private readonly WrittenAnswers _written = new();
    private readonly ResponderLabels _responders = new();

    public void WriteHeading() => lines.Line(Columns(
        messages["report.row.text.port"],
        messages["report.row.text.protocol"],
        messages["report.row.text.state"],
        messages["report.row.text.service"],
        messages["report.row.text.reason"],
        messages["report.row.text.time"],
        messages["report.row.text.from"]));

    public void Write(ReportRow row)
    {
        if (!_written.TryAdd(row, out var corrected))
        {
            return;
        }

        var result = row.Result;

        var line = Columns(
            result.Probe.Port?.ToString(CultureInfo.InvariantCulture) ?? "-",
            ReportNames.Of(result.Probe.Protocol),
            ReportNames.Of(result.State),
            Fit(row.Label ?? "-"),
            result.Reason.Info().Name,
            Milliseconds(result.RoundTripTime),
            From(row));
        WriteWithNotes(line, result.Remarks);
        if (corrected is not null)
        {
            lines.Wrapped("      ", $"({Correction(corrected)})");
        }
    }

    public void WriteProvisional()
    {
        if (_written.TakeProvisional() is > 0 and var count)
        {
            lines.Wrapped("      ", $"({messages.Count("report.answers.so-far", count)})");
        }
    }

    public void WriteWaiting(string sentence) => lines.Wrapped("      ", $"({sentence})");

    public void WriteEnd()
    {
        if (_written.IsEmpty)
        {
            lines.Line($"      ({messages["report.row.text.none"]})");
        }
    }

    private void WriteWithNotes(string line, Remarks remarks)
    {
        if (remarks == Remarks.None)
        {
            lines.Line(line);
            return;
        }

        var notes = remarks.Notes(messages);
        if (line.Length + 1 + notes.Length <= TextLines.Width)
        {
            lines.Line($"{line} {notes}");
        }
        else
        {
            lines.Line(line);
            lines.Wrapped("      ", notes);
        }
    }

    private string Correction(ProbeResult corrected) => corrected.Remarks.HasFlag(Remarks.Provisional)
        ? messages["report.row.text.corrects-silence"]
        : messages.Format("report.row.text.corrects", ("state", ReportNames.Of(corrected.State)), ("reason", corrected.Reason.Info().Name));

    private string Columns(string port, string protocol, string state, string service, string reason, string milliseconds, string from) =>
        $"{port,5} {protocol,-5} {state.PadRight(_stateWidth)} {service.PadRight(_labelWidth)} {reason,-19} {milliseconds,6} {from}";

    private string Fit(string label)
    {
        var clean = PlainText.Clean(label);
        return clean.Length <= _labelWidth ? clean : $"{clean[..(_labelWidth - 1)]}~";
    }

    private string Milliseconds(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalMilliseconds: < 100 } => messages.Number(time.Value.TotalMilliseconds, 1),
        _ => $"{time.Value.TotalMilliseconds:0}",
    };

    private string From(ReportRow row)
    {
        if (row.Result.Responder is not { } responder)
        {
            return row.IsAnswer ? messages["report.row.you"] : "-";
        }

        var label = _responders.Label(responder, ResponderWidth, out var isNew);
        if (isNew)
        {
            lines.Wrapped("      ", messages.Format("report.row.text.label", ("label", label), ("address", responder.ToString())));
        }

        return label;
    }
}
