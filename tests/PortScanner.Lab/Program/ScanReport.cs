using System.Text.Json;

namespace PortScanner.Lab.Program;

/// <summary>The JSON report, schema <c>portscanner.report/1</c>.</summary>
/// <param name="Target">Who was scanned.</param>
/// <param name="Profile">The profile's name.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Results">A row a probe.</param>
/// <param name="Firewall">What the firewall tests showed; null without any.</param>
/// <param name="Pass">Whether the expectation was met; null without one.</param>
public sealed record ScanReport(
    ScanReportTarget Target, string Profile, double DurationMs, IReadOnlyList<ScanRow> Results, ScanReportFirewall? Firewall, bool? Pass)
{
    /// <summary>What is said of a firewall that bans whoever asks much; null for nothing.</summary>
    public string? Ban { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>After what time nothing more could turn out open; null if it never came to that.</summary>
    public long? SettledMs { get; init; }

    /// <summary>The pace's name.</summary>
    public string? Pace { get; init; }

    /// <summary>Reads a report.</summary>
    /// <exception cref="InvalidOperationException">The answer is something else.</exception>
    public static ScanReport Parse(HttpAnswer answer)
    {
        try
        {
            return Parse(answer.Body);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"No report ({exception.Message}):\n{answer.Headers}{answer.Body}", exception);
        }
    }

    /// <summary>Reads a report's text.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ScanReport Parse(string text) =>
        JsonSerializer.Deserialize<ScanReport>(text, Options) is { Results: not null, Target: not null } report
            ? report
            : throw new JsonException("a part is missing");
}

/// <summary>Who was scanned.</summary>
/// <param name="Address">The address.</param>
/// <param name="Family">The family's name.</param>
public sealed record ScanReportTarget(string Address, string Family);

/// <summary>What the firewall tests showed.</summary>
/// <param name="Verdict">The kind of firewall.</param>
/// <param name="Evidence">The facts, a sentence each.</param>
public sealed record ScanReportFirewall(string Verdict, IReadOnlyList<string> Evidence);
