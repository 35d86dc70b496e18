using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Documentation;

/// <summary>docs/threat-model.md names a test for each wall, and there is one.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string[][] Rows =
    [
        .. Repository.Read("docs/threat-model.md").Split("\n## ")
            .Where(section => section.StartsWith("Who ", StringComparison.Ordinal))
            .SelectMany(section => section.Split('\n'))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| who |", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Each_wall_has_a_test_or_is_not_ours_to_prove()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, row =>
        {
            Assert.Equal(4, row.Length);
            Assert.True(TestName().IsMatch(row[3]) || row[3] == "not ours to prove", string.Join(" | ", row));
        });
    }

    [Fact]
    public void Each_test_that_is_named_exists()
    {
        var classes = Repository.WrittenFiles()
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => ClassName().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Rows.SelectMany(row => TestName().Matches(row[3]).Select(match => match.Groups["name"].Value)),
            name => Assert.Contains(name, classes));
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9]+Tests)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bclass (?<name>[A-Za-z0-9]+Tests)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ClassName();
}
