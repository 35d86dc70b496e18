using System.Globalization;
using System.Text;

using PortScanner.Reports.Html;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>The counters for an operator's eyes, and for Prometheus.</summary>
internal static class StatusPage
{
    /// <summary>As text, a counter a line.</summary>
    public static string Text(CounterTable table)
    {
        var text = new StringBuilder("PortScanner: counted since the start, of all visitors together\n\n");
        foreach (var counted in CounterTable.All.SelectMany(counter => table.Read(counter.Name)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{NameOf(counted),-58} {counted.Value,14:0.###}\n");
        }

        return text.ToString();
    }

    /// <summary>As a page.</summary>
    public static string Html(CounterTable table)
    {
        var rows = CounterTable.All.SelectMany(counter => table.Read(counter.Name), (counter, counted) => string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{HtmlPage.Encode(NameOf(counted))}</th><td>{counted.Value:0.###}</td><td>{HtmlPage.Encode(counter.Meaning)}</td></tr>\n"));
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
    public static string Prometheus(CounterTable table)
    {
        var text = new StringBuilder();
        foreach (var counter in CounterTable.All)
        {
            var name = counter.Name.Replace('.', '_') + (counter.OnlyGrows ? "_total" : "");
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {counter.Meaning}\n# TYPE {name} {(counter.OnlyGrows ? "counter" : "gauge")}\n");
            foreach (var counted in table.Read(counter.Name))
            {
                var label = counted.Tag is { } tag ? $"{{{tag.Name}=\"{tag.Value}\"}}" : "";
                text.Append(CultureInfo.InvariantCulture, $"{name}{label} {counted.Value:0.###}\n");
            }
        }

        return text.ToString();
    }

    private static string NameOf(Counted counted) => counted.Tag is { } tag ? $"{counted.Name} {tag.Name}={tag.Value}" : counted.Name;
}
