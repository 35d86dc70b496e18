using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Tests.Reports;
using PortScanner.Reports.Findings;

namespace PortScanner.Core.Tests.Localization;

/// <summary>docs/translating.md and the README say what the program speaks.</summary>
public class TranslatingDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(RepositoryFiles.Document("translating.md"));

    [Fact]
    public void Words_of_the_field_are_those_of_the_messages()
    {
        Assert.Equal($"| {string.Join(" | ", Languages.All.Select(messages => messages.Language.Name))} |", Table("The words of this field").First());
        Assert.Equal(
            StateMessages.ReadingOrder.Select(state => $"| {string.Join(" | ", Languages.All.Select(messages => state.Label(messages)))} |").Order(StringComparer.Ordinal),
            Table("The words of this field").Skip(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_are_those_of_the_catalogue() => Assert.Equal(
        SourceFiles.MessagesOf("en").Select(file => $"`{Path.GetFileName(file)}`").Order(StringComparer.Ordinal),
        Table("Translating").Skip(2).Select(row => row.Split('|')[1].Trim()).Order(StringComparer.Ordinal));

    [Fact]
    public void Readme_lists_the_languages() => Assert.Contains(
        $"`{ReaderLanguage.Field}={string.Join('|', Languages.All.Select(messages => messages.Language.Code))}`",
        File.ReadAllText(RepositoryFiles.Document("../README.md")),
        StringComparison.Ordinal);

    private static IEnumerable<string> Table(string heading) => Document
        .SkipWhile(line => line.TrimStart('#') != $" {heading}")
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'));
}
