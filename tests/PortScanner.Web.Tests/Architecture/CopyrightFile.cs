using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>The Debian package's copyright file, read as "Machine-readable debian/copyright file" 1.0 says.</summary>
internal static class CopyrightFile
{
    private static readonly List<Dictionary<string, string>> Paragraphs =
    [
        .. Repository.Read("deploy/debian/copyright").Split("\n\n").Select(paragraph => paragraph.Trim().Replace("\n ", " ", StringComparison.Ordinal).Split('\n')
            .ToDictionary(line => line.Split(':')[0], line => line.Split(':', 2)[1].Trim(), StringComparer.Ordinal)),
    ];

    /// <summary>The paragraphs about files, in order; each field by its name, continued lines joined.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Files { get; } = [.. Paragraphs.Where(paragraph => paragraph.ContainsKey("Files"))];

    /// <summary>The names of the licences whose words stand there.</summary>
    public static IReadOnlyList<string> Licences { get; } =
        [.. Paragraphs.Where(paragraph => !paragraph.ContainsKey("Files") && paragraph.ContainsKey("License")).Select(paragraph => paragraph["License"].Split(' ')[0])];

    /// <summary>The paragraph about a file: of those that match, the last one counts.</summary>
    /// <param name="path">The file's path in the package, without the first slash.</param>
    public static Dictionary<string, string> About(string path) =>
        Files.Last(paragraph => paragraph["Files"].Split(' ').Any(pattern => Matches(pattern, path)));

    /// <summary>Whether a pattern means a file; an asterisk stands for any characters, slashes too.</summary>
    public static bool Matches(string pattern, string path) =>
        Regex.IsMatch(path, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
