using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>How a row stands to what is true.</summary>
internal static class RowTruth
{
    private const string Unknown = "unknown";
    private const string ClosedFiltered = "closed|filtered";

    /// <summary>
    /// Whether it says something else. What is unknown says nothing; what is closed or filtered says that nobody gets in, and not how it says no.
    /// </summary>
    public static bool IsWrong(this ScanRow row, string truth) => row.State switch
    {
        Unknown => false,
        ClosedFiltered => truth.StartsWith("open", StringComparison.Ordinal),
        _ => row.Answer != truth,
    };

    /// <summary>How many rows are unknown, and of how many the manner of the "no" stayed hidden.</summary>
    public static (string Unknown, string Hidden) Undecided(IEnumerable<ScanRow> rows)
    {
        var states = rows.CountBy(row => row.State).ToDictionary(StringComparer.Ordinal);
        return ($"{states.GetValueOrDefault(Unknown)}", $"{states.GetValueOrDefault(ClosedFiltered)}");
    }
}
