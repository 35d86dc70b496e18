using System.Globalization;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;

namespace PortScanner.Reports.Findings;

/// <summary>From where else a visitor was tested, as sentences: whose packets they were, whoever looks into a firewall's log.</summary>
internal static class SourceMessages
{
    /// <summary>The sentences; none where all packets came from one address.</summary>
    public static IEnumerable<string> Sentences(IReadOnlyList<OtherSource> others, Messages messages)
    {
        if (Addresses(others, SourceRole.Part) is { Length: > 0 } parts)
        {
            yield return messages.Format("report.sources.part", ("address", parts));
        }

        foreach (var next in others.Where(other => other.Role == SourceRole.WentOn))
        {
            yield return messages.Format(
                "report.sources.went-on",
                ("time", next.Since.ToUniversalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
                ("address", next.Address.ToString()),
                ("before", next.Instead?.ToString() ?? "?"));
        }

        if (Addresses(others, SourceRole.Elsewhere) is { Length: > 0 } elsewhere)
        {
            yield return messages.Format("report.sources.elsewhere", ("address", elsewhere));
        }

        if (Addresses(others, SourceRole.Second) is { Length: > 0 } second)
        {
            yield return messages.Format("report.sources.second", ("address", second));
        }
    }

    /// <summary>The published name of a role.</summary>
    public static string Name(this SourceRole role) => role switch
    {
        SourceRole.Part => "part",
        SourceRole.WentOn => "went-on",
        SourceRole.Elsewhere => "elsewhere",
        SourceRole.Second => "second",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role."),
    };

    private static string Addresses(IReadOnlyList<OtherSource> others, SourceRole role) =>
        string.Join(", ", others.Where(other => other.Role == role).Select(other => other.Address.ToString()).Distinct(StringComparer.Ordinal));
}
