using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>Comma-separated values (RFC 4180): a line of names, then a line for each result, in the plan's order.</summary>
public sealed class CsvFormat : FinishedFormat
{
    // RFC 4180 section 2.1.
    private const string LineBreak = "\r\n";

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string MediaType => "text/csv";

    private protected override string Opening(ReportHeader header) =>
        $"protocol,port,probe,service,state,reason,indirect,responder,rttMs,hopLimit,attempts,remarks,{string.Join(',', AmplificationFields.Columns)}{LineBreak}";

    private protected override IEnumerable<ReportStep> Write(TextWriter output, ScanReport report)
    {
        foreach (var row in report.Rows)
        {
            output.Write(Line(ResultFields.Of(row)));
            output.Write(LineBreak);
            yield return default;
        }
    }

    private static string Line(ResultFields result)
    {
        object?[] values =
        [
            result.Protocol, result.Port, result.Probe, result.Service, result.State, result.Reason,
            result.Indirect ? "true" : "false", result.Responder, result.RttMs, result.HopLimit, result.Attempts,
            string.Join(' ', result.Remarks),
            .. result.Amplification?.Cells ?? new object?[AmplificationFields.Columns.Count],
        ];
        return string.Join(',', values.Select(value => Quoted(value?.ToString() ?? "")));
    }

    // RFC 4180 section 2.6 and 2.7.
    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
