using System.Text.Json;

using PortScanner.Core.Results;

namespace PortScanner.Core.Reports.Data;

/// <summary>What the JSON formats end with.</summary>
internal static class SummaryJson
{
    /// <summary>The value of <c>ended</c> for a scan that decided every probe.</summary>
    public const string Completed = "completed";

    /// <summary>Writes the last properties of an object.</summary>
    public static void WriteProperties(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("summary");
        foreach (var state in Enum.GetValues<PortState>())
        {
            json.WriteNumber(ReportNames.Of(state), report.CountOf(state));
        }

        json.WriteEndObject();
        json.WriteString("expect", report.Expectation?.Expect);
        if (report.Pass is { } pass)
        {
            json.WriteBoolean("pass", pass);
        }
        else
        {
            json.WriteNull("pass");
        }

        json.WriteString("ended", report.EarlyEnd ?? Completed);
    }
}
