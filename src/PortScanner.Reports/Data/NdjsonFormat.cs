using System.Text.Json;

using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>One JSON object a line: each result as it comes, silence included, then the summary.</summary>
public sealed class NdjsonFormat : IReportFormat
{
    /// <inheritdoc/>
    public string Name => "ndjson";

    /// <inheritdoc/>
    public string MediaType => "application/x-ndjson";

    /// <inheritdoc/>
    public bool IsStreamed => true;

    /// <inheritdoc/>
    public bool IsForPeople => false;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new Writer(output);

    private sealed class Writer(TextWriter output) : IReportWriter
    {
        public void Row(ReportRow row) => output.Write($"{JsonText.Of(ResultFields.Of(row).WriteTo)}\n");

        public void Pause()
        {
            // Each row was written as it came.
        }

        // RFC 8259 section 2: blanks may stand before a value, such as that of the next line.
        public void KeepAlive() => output.Write(' ');

        public IEnumerable<ReportStep> End(ScanReport report)
        {
            output.Write($"{JsonText.Of(json => WriteLastLine(json, report))}\n");
            yield return default;
        }

        private static void WriteLastLine(Utf8JsonWriter json, ScanReport report)
        {
            json.WriteStartObject();
            SummaryJson.WriteLeftOut(json, report.Header);
            SummaryJson.WriteProperties(json, report, Languages.English);
            json.WriteEndObject();
        }
    }
}
