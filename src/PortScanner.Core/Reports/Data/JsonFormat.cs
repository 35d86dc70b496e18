using System.Text.Json;

namespace PortScanner.Core.Reports.Data;

/// <summary>One JSON document of the schema <see cref="Schema"/>; each result stands on a line of its own.</summary>
public sealed class JsonFormat : IReportFormat
{
    /// <summary>The schema's name and version. A change that could break a reader gets a new number.</summary>
    public const string Schema = "portscanner.report/1";

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public bool IsStreamed => false;

    /// <inheritdoc/>
    public IReportWriter Begin(TextWriter output, ReportHeader header) => new Writer(output);

    private sealed class Writer(TextWriter output) : IReportWriter
    {
        public void Row(ReportRow row)
        {
            // Everything is written at the end, from the report.
        }

        public void Pause()
        {
            // As above.
        }

        public void End(ScanReport report)
        {
            using var json = new JsonText();
            output.Write(json.Next(writer => WriteHead(writer, report)));
            foreach (var row in report.Rows)
            {
                output.Write(json.NextOnNewLine(ResultFields.Of(row).WriteTo));
            }

            output.Write(json.Next(writer => WriteTail(writer, report)));
            output.Write('\n');
        }

        private static void WriteHead(Utf8JsonWriter json, ScanReport report)
        {
            var header = report.Header;
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteStartObject("target");
            json.WriteString("address", header.Address.ToString());
            json.WriteString("family", ReportNames.Of(header.Family));
            json.WriteEndObject();
            json.WriteString("profile", ReportNames.Of(header.Plan.Profile));
            json.WriteString("startedAt", $"{header.StartedAt.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
            json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
            json.WriteStartArray("results");
        }

        private static void WriteTail(Utf8JsonWriter json, ScanReport report)
        {
            json.WriteEndArray();
            SummaryJson.WriteProperties(json, report);
            json.WriteEndObject();
        }
    }
}
