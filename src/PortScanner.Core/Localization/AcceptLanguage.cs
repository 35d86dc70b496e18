using System.Globalization;

namespace PortScanner.Core.Localization;

/// <summary>Reads the field Accept-Language (RFC 9110 section 12.5.4). What is malformed in it is passed over: a reader is told something in any case.</summary>
internal static class AcceptLanguage
{
    /// <summary>The range that stands for any language (RFC 4647 section 2.1).</summary>
    public const string Any = "*";

    // A reader of a dozen languages sends a hundred characters; whoever sends thousands of ranges would have each read and sorted for him.
    private const int LongestField = 512;

    /// <summary>The language ranges, the best liked first, without those that are refused (q=0).</summary>
    public static IEnumerable<string> Preferred(string? field) => Beginning(field ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(Read)
        .Where(range => range.Quality > 0)
        .OrderByDescending(range => range.Quality)
        .Select(range => range.Name);

    // Up to the last range that is whole.
    private static string Beginning(string field) => field.Length <= LongestField ? field : field[..Math.Max(field.LastIndexOf(',', LongestField), 0)];

    /// <summary>The language of a range: <c>de</c> of <c>de-CH</c> (RFC 4647 section 3.4).</summary>
    public static string PrimarySubtag(string range) => range.Split('-', 2)[0];

    private static (string Name, double Quality) Read(string element)
    {
        var parts = element.Split(';', StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length == 1 ? 1 : Quality(parts[1]));
    }

    // RFC 9110 section 12.4.2: a weight is "q=" and a number from 0 to 1.
    private static double Quality(string weight) =>
        weight.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(weight.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
        && quality <= 1
            ? quality
            : 0;
}
