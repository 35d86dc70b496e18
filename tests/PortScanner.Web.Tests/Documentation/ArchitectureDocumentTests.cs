using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>The places that <c>docs/architecture.md</c> sends its reader to.</summary>
public sealed partial class ArchitectureDocumentTests
{
    private static readonly string[] Lines = Repository.Read("docs/architecture.md").Split('\n');

    [Fact]
    public void Every_path_exists() => Assert.All(Lines.SelectMany(PathsOf), path => Assert.True(Exists(path), path));

    [Fact]
    public void File_without_a_path_lies_beside_one_of_its_row_that_has_one() => Assert.All(
        Lines.Where(line => line.StartsWith('|')),
        row => Assert.All(
            BareName().Matches(row).Select(match => match.Groups["name"].Value),
            name => Assert.Contains(PathsOf(row), path => Exists(Path.Combine(FolderOf(path), name)))));

    private static IEnumerable<string> PathsOf(string line) => WrittenPath().Matches(line).Select(match => match.Groups["path"].Value);

    private static string FolderOf(string path) => Directory.Exists(Path.Combine(Repository.Folder, path)) ? path : Path.GetDirectoryName(path)!;

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Folder, path));

    [GeneratedRegex("`(?<path>(?:src|deploy)/[^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex WrittenPath();

    [GeneratedRegex(@"`(?<name>[\w.]+\.cs)`", RegexOptions.None, 1000)]
    private static partial Regex BareName();
}
