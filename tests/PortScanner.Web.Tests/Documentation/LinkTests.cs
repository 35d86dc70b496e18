using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>Whoever follows a link of the documents arrives.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Documents => [.. DocumentLinks.Documents];

    [Theory, MemberData(nameof(Documents))]
    public void Links_lead_to_files_and_headings_that_exist(string document) => Assert.All(DocumentLinks.Of(document), link =>
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.GetRelativePath(Repository.Folder, Path.GetFullPath(Path.Combine(Repository.Folder, Path.GetDirectoryName(document)!, parts[0])));
        Assert.True(Path.Exists(Path.Combine(Repository.Folder, path)), $"{link} leads to no file");
        if (parts.Length == 2)
        {
            Assert.Contains(parts[1], DocumentLinks.AnchorsOf(path));
        }
    });

    [Fact]
    public void Readme_leads_to_every_guide_for_operators() => Assert.Empty(
        DocumentLinks.Documents.Where(document => document.StartsWith("docs/operations/", StringComparison.Ordinal)).Except(DocumentLinks.Of("README.md"), StringComparer.Ordinal));

    [Fact]
    public void Index_of_symptoms_leads_to_each_group_of_them()
    {
        const string index = "docs/troubleshooting/README.md";
        Assert.Equal(
            DocumentLinks.Documents.Where(document => Path.GetDirectoryName(document) == "docs/troubleshooting" && document != index).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            DocumentLinks.Of(index).Where(link => !link.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
