using System.Text.Json;

using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>One JSON document of the schema <see cref="Schema"/>; each result stands on a line of its own.</summary>
public sealed class JsonFormat : FinishedFormat
{
    /// <summary>The schema's name and version. A change that could break a reader gets a new number.</summary>
    public const string Schema = "portscanner.report/1";

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string MediaType => "application/json";

    // RFC 8259 section 2: before the value, too.
    private protected override char? Filler => ' ';

    private protected override IEnumerable<ReportStep> Write(TextWriter output, ScanReport report)
    {
        using var json = new JsonText();
        output.Write(json.Next(writer => WriteHead(writer, report)));
        foreach (var row in report.Rows)
        {
            output.Write(json.NextOnNewLine(ResultFields.Of(row).WriteTo));
            yield return default;
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
        json.WriteString("pace", header.Plan.Pace.Name);
        json.WriteString("startedAt", $"{header.StartedAt.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        json.WriteNumber("durationMs", (long)report.Duration.TotalMilliseconds);
        json.WriteStartArray("results");
    }

    private static void WriteTail(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteEndArray();
        SummaryJson.WriteLeftOut(json, report.Header);
        SummaryJson.WriteProperties(json, report, Languages.English);
        json.WriteEndObject();
    }
}
