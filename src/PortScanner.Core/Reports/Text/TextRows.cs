using System.Globalization;

using PortScanner.Core.Results;
using PortScanner.Core.Scanning;

namespace PortScanner.Core.Reports.Text;

/// <summary>The lines of answers as they come.</summary>
internal sealed class TextRows(TextLines lines)
{
    private const int LabelWidth = 16;
    private const int ResponderWidth = 15;

    private readonly Dictionary<Probe, PortState> _written = [];
    private readonly ResponderLabels _responders = new();

    public void WriteHeading() => lines.Line(Columns("PORT", "PROTO", "STATE", "SERVICE", "REASON", "MS", "FROM"));

    public void Write(ReportRow row)
    {
        var result = row.Result;
        var corrects = _written.TryGetValue(result.Probe, out var earlier);
        if (!row.IsAnswer && !corrects)
        {
            return;
        }

        lines.Line(Columns(
            result.Probe.Port?.ToString(CultureInfo.InvariantCulture) ?? "-",
            ReportNames.Of(result.Probe.Protocol),
            ReportNames.Of(result.State),
            Fit(row.Label ?? "-"),
            result.Reason.Info().Name,
            Milliseconds(result.RoundTripTime),
            From(row)));
        if (corrects)
        {
            lines.Line($"      (corrects the line above that said {ReportNames.Of(earlier)})");
        }

        _written[result.Probe] = result.State;
    }

    public void WriteEnd()
    {
        if (_written.Count == 0)
        {
            lines.Line("      (no answer came)");
        }
    }

    private static string Columns(string port, string protocol, string state, string service, string reason, string milliseconds, string from) =>
        $"{port,5} {protocol,-5} {state,-8} {service,-LabelWidth} {reason,-19} {milliseconds,6} {from}";

    private static string Fit(string label)
    {
        var clean = PlainText.Clean(label);
        return clean.Length <= LabelWidth ? clean : $"{clean[..(LabelWidth - 1)]}~";
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
