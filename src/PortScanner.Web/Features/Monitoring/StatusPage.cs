using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

using PortScanner.Reports.Html;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>The counters for an operator's eyes, and for Prometheus.</summary>
internal static class StatusPage
{
    /// <summary>As text, a counter a line.</summary>
    public static string Text(ScanMeter meter)
    {
        var values = meter.Read();
        var text = new StringBuilder("PortScanner: counted since the start, of all visitors together\n\n");
        foreach (var counted in meter.Instruments.SelectMany(instrument => values[instrument]))
        {
            text.Append(CultureInfo.InvariantCulture, $"{counted.Name,-58} {counted.Value,14:0.###}\n");
        }

        return text.ToString();
    }

    /// <summary>As a page.</summary>
    public static string Html(ScanMeter meter)
    {
        var values = meter.Read();
        var rows = meter.Instruments.SelectMany(instrument => values[instrument], (instrument, counted) => string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{HtmlPage.Encode(counted.Name)}</th><td>{counted.Value:0.###}</td><td>{HtmlPage.Encode(instrument.Description!)}</td></tr>\n"));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"/><title>PortScanner: status</title></head>
            <body>
            <h1>Counted since the start, of all visitors together</h1>
            <table>
            {string.Concat(rows)}</table>
            </body>
            </html>

            """;
    }

    /// <summary>As Prometheus reads it (text exposition format, version 0.0.4).</summary>
    public static string Prometheus(ScanMeter meter)
    {
        var values = meter.Read();
        var text = new StringBuilder();
        foreach (var instrument in meter.Instruments)
        {
            var (suffix, type) = instrument is ObservableCounter<double> ? ("_total", "counter") : ("", "gauge");
            var name = instrument.Name.Replace('.', '_') + suffix;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {type}\n");
            foreach (var counted in values[instrument])
            {
                var label = counted.Tag is { } tag ? $"{{{tag.Key}=\"{tag.Value}\"}}" : "";
                text.Append(CultureInfo.InvariantCulture, $"{name}{label} {counted.Value:0.###}\n");
            }
        }

        return text.ToString();
    }
}
