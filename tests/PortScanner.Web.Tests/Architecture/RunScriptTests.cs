using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>How tests are run: <c>tests/run.sh</c> says it, the README shows it, and no project of tests is left out.</summary>
public sealed class RunScriptTests
{
    private static readonly string Script = Path.Combine(Repository.Folder, "tests/run.sh");

    [Fact]
    public async Task Readme_shows_what_the_script_says_of_itself()
    {
        var help = await Tool.RunAsync("bash", Script, "-h");
        Assert.StartsWith("usage: tests/run.sh [fast | NAME...]\n\n", help, StringComparison.Ordinal);
        Assert.Contains($"\n```\n{help.Split("\n\n")[1]}```\n", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_knows_every_project_of_tests()
    {
        var tested = Directory.EnumerateFiles(Path.Combine(Repository.Folder, "tests"), "PortScanner.*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(project => project != "PortScanner.Benchmarks")
            .Select(project => Regex.Replace(project!, @"^PortScanner\.|\.Tests$", "", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .ToList();

        Assert.NotEmpty(tested);
        Assert.Equal(tested.Order(StringComparer.Ordinal), KnownProjects(Repository.Read("tests/run.sh")).Order(StringComparer.Ordinal));
        var help = await Tool.RunAsync("bash", Script, "-h");
        Assert.All(tested, project => Assert.Contains(project, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NoTestHasThisName")]
    [InlineData("--nonsense")]
    [InlineData("fast", "Core")]
    [InlineData("Core Engine")]
    public async Task What_the_script_does_not_understand_is_told_how_it_is_used(params string[] arguments)
    {
        var status = await Tool.RunAsync("bash", ["-c", "bash \"$0\" \"$@\" 2>&1; echo \"status $?\"", Script, .. arguments]);
        Assert.EndsWith("status 64\n", status, StringComparison.Ordinal);
        Assert.Contains("usage: tests/run.sh", status, StringComparison.Ordinal);
    }

    private static string[] KnownProjects(string script) =>
        Regex.Match(script, @"^projects=\((?<names>.*)\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["names"].Value.Split(' ');
}
