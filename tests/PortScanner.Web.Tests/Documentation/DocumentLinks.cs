using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>The documents of the repository, and what they lead to.</summary>
internal static partial class DocumentLinks
{
    /// <summary>All documents, as paths below the repository.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Folder, "*.md").Select(file => Path.GetRelativePath(Repository.Folder, file)),
        .. Repository.WrittenFiles().Where(file => file.EndsWith(".md", StringComparison.Ordinal)),
    ];

    /// <summary>The links of a document that lead to a file of the repository, as they stand there.</summary>
    public static IEnumerable<string> Of(string document) => Link().Matches(WithoutCode(document))
        .Select(match => match.Groups["to"].Value)
        .Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal));

    /// <summary>The anchors that a document's headings have.</summary>
    public static IEnumerable<string> AnchorsOf(string document) => Heading().Matches(WithoutCode(document))
        .Select(match => NoAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string document) => Code().Replace(Repository.Read(document), "");

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    // As GitHub makes them: letters, digits, hyphens, underscores and spaces stay.
    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Code();
}
