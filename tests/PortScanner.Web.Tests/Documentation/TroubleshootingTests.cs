using System.Text.Json;
using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>What docs/troubleshooting quotes, the program says.</summary>
public sealed partial class TroubleshootingTests
{
    // Texts that stand in the code in pieces ("one" + "two") are put together, and quotation marks in them are as they are shown.
    private static readonly Lazy<string> Said = new(() => string.Join('\n', [.. Code(), .. Words()]));

    public static TheoryData<string, string> Quotations =>
    [
        .. DocumentLinks.Documents.Where(document => document.StartsWith("docs/troubleshooting/", StringComparison.Ordinal))
            .SelectMany(
                document => Quotation().Matches(Repository.Read(document)),
                (document, match) => new TheoryDataRow<string, string>(Path.GetFileName(document), match.Groups["text"].Value)),
    ];

    [Theory, MemberData(nameof(Quotations))]
    public void Quoted_words_are_the_programs_own(string document, string quotation)
    {
        // Each ellipsis stands for what differs from time to time, and at an end for the rest of the sentence.
        var pattern = string.Join("[^\n]{0,160}?", quotation.Trim('…', ' ').Split('…').Select(Regex.Escape));

        Assert.True(Regex.IsMatch(Said.Value, pattern, RegexOptions.None, TimeSpan.FromSeconds(10)), $"{document} quotes what is said nowhere: {quotation}");
    }

    private static IEnumerable<string> Code() => Repository.Sources()
        .Select(file => Joint().Replace(Repository.Read(file), "").Replace("\\\"", "\"", StringComparison.Ordinal));

    private static IEnumerable<string> Words() => Directory
        .EnumerateFiles(Path.Combine(Repository.Folder, "src/PortScanner.Core/Localization/messages/en"))
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Values);

    [GeneratedRegex("^> (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Quotation();

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"", RegexOptions.None, 1000)]
    private static partial Regex Joint();
}
