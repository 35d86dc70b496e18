using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>What can be known of the container's recipe without a container.</summary>
public sealed class ContainerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(BuiltProgram.Repository, "deploy/Containerfile"));

    [Fact]
    public void Every_path_that_is_copied_exists()
    {
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).ToList();
        Assert.True(copied.Count > 5);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(BuiltProgram.Repository, path)), path));
    }

    [Fact]
    public void Everything_that_the_build_of_the_program_reads_is_copied()
    {
        var copied = Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]).ToList();
        var read = Directory.EnumerateFiles(Path.Combine(BuiltProgram.Repository, "src"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(project => System.Xml.Linq.XDocument.Load(project).Descendants()
                .Select(element => element.Attribute("Include")?.Value).OfType<string>()
                .Where(path => path.StartsWith("../", StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(BuiltProgram.Repository, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, path)))));
        Assert.All(
            [.. read, "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig"],
            path => Assert.Contains(copied, source => path == source || path.StartsWith($"{source}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Program_that_is_started_is_the_one_that_is_built() =>
        Assert.Contains($"\"/usr/lib/portscanner/{Path.GetFileName(BuiltProgram.Assembly)}\"", Lines[^1], StringComparison.Ordinal);
}
