using System.Globalization;

using PortScanner.Core.Reports.Findings;
using PortScanner.Core.Results;

namespace PortScanner.Core.Reports.Text;

/// <summary>The lines of answers as they come.</summary>
/// <param name="lines">Where they go.</param>
/// <param name="withFirewallTests">Whether there may be states that only firewall tests have, the longest of which takes its room from the services.</param>
internal sealed class TextRows(TextLines lines, bool withFirewallTests)
{
    private const int ResponderWidth = 15;

    private readonly int _stateWidth = withFirewallTests ? 10 : 8;
    private readonly int _labelWidth = withFirewallTests ? 14 : 16;

    private readonly WrittenAnswers _written = new();
    private readonly ResponderLabels _responders = new();

    public void WriteHeading() => lines.Line(Columns("PORT", "PROTO", "STATE", "SERVICE", "REASON", "MS", "FROM"));

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
            lines.Line(corrected.Remarks.HasFlag(Remarks.Provisional)
                ? "      (corrects what was so far: this one was silent)"
                : $"      (corrects the line above that said {ReportNames.Of(corrected.State)}, {corrected.Reason.Info().Name})");
        }
    }

    public void WriteProvisional()
    {
        if (_written.TakeProvisional() is > 0 and var count)
        {
            lines.Line($"      ({ProvisionalWords.Sentence(count)})");
        }
    }

    public void WriteEnd()
    {
        if (_written.IsEmpty)
        {
            lines.Line("      (no answer came)");
        }
    }

    private void WriteWithNotes(string line, Remarks remarks)
    {
        if (remarks == Remarks.None)
        {
            lines.Line(line);
            return;
        }

        var notes = remarks.Notes();
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

    private string Columns(string port, string protocol, string state, string service, string reason, string milliseconds, string from) =>
        $"{port,5} {protocol,-5} {state.PadRight(_stateWidth)} {service.PadRight(_labelWidth)} {reason,-19} {milliseconds,6} {from}";

    private string Fit(string label)
    {
        var clean = PlainText.Clean(label);
        return clean.Length <= _labelWidth ? clean : $"{clean[..(_labelWidth - 1)]}~";
    }

    private static string Milliseconds(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalMilliseconds: < 100 } => $"{time.Value.TotalMilliseconds:0.0}",
        _ => $"{time.Value.TotalMilliseconds:0}",
    };

    private string From(ReportRow row)
    {
        if (row.Result.Responder is not { } responder)
        {
            return row.IsAnswer ? "you" : "-";
        }

        var label = _responders.Label(responder, ResponderWidth, out var isNew);
        if (isNew)
        {
            lines.Line($"      {label} below stands for {responder}");
        }

        return label;
    }
}
