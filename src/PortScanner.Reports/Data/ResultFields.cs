using System.Text.Json;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>The fields of a result, the same in every format that is read by programs; <c>docs/report-format.md</c> describes them.</summary>
internal sealed record ResultFields(
    string Protocol,
    int? Port,
    string Probe,
    string? Service,
    string State,
    string Reason,
    bool Indirect,
    string? Responder,
    double? RttMs,
    int? HopLimit,
    int Attempts,
    IReadOnlyList<string> Remarks,
    AmplificationFields? Amplification)
{
    public static ResultFields Of(ReportRow row)
    {
        var result = row.Result;
        return new ResultFields(
            ReportNames.Of(result.Probe.Protocol),
            result.Probe.Port,
            result.Probe.Kind.Info().Name,
            row.Service.Name,
            ReportNames.Of(result.State),
            result.Reason.Info().Name,
            result.IsIndirect,
            result.Responder?.ToString(),
            // Microseconds are what a capture can tell; more digits would be noise.
            result.RoundTripTime is { } time ? Math.Round(time.TotalMilliseconds, 3) : null,
            result.HopLimit,
            result.Attempts,
            [.. result.Remarks.Infos().Select(remark => remark.Name)],
            AmplificationFields.Of(result));
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("protocol", Protocol);
        WriteNumber(json, "port", Port);
        json.WriteString("probe", Probe);
        json.WriteString("service", Service);
        json.WriteString("state", State);
        json.WriteString("reason", Reason);
        json.WriteBoolean("indirect", Indirect);
        json.WriteString("responder", Responder);
        WriteNumber(json, "rttMs", RttMs);
        WriteNumber(json, "hopLimit", HopLimit);
        json.WriteNumber("attempts", Attempts);
        json.WriteStartArray("remarks");
        foreach (var remark in Remarks)
        {
            json.WriteStringValue(remark);
        }

        json.WriteEndArray();
        json.WritePropertyName("amplification");
        if (Amplification is null)
        {
            json.WriteNullValue();
        }
        else
        {
            Amplification.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value.Value);
        }
    }
}
