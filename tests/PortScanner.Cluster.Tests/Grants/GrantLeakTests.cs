namespace PortScanner.Cluster.Tests.Grants;

/// <summary>What only one place may make or do, as text.</summary>
public sealed class GrantLeakTests
{
    [Theory]
    [InlineData("new JudgedGrant(", "Grants/GrantJudge.cs")]
    [InlineData("new DirectionKey(", "Sealing/LinkKeys.cs")]
    [InlineData("new LinkKeys(", "Sealing/LinkKeys.cs")]
    public void It_stands_in_one_file_only(string text, string file)
    {
        var sources = Path.Combine(WorkingTree.Folder, "src");
        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(path).Contains(text, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(sources, path));

        Assert.Equal([$"PortScanner.Cluster/{file}"], files);
    }

    [Fact]
    public void Types_of_the_broker_stand_in_the_folder_of_the_bus_only()
    {
        var folder = Path.Combine(WorkingTree.Folder, "src/PortScanner.Cluster");

        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)),
            path => !path.StartsWith($"{folder}/Bus/", StringComparison.Ordinal) && File.ReadAllText(path).Contains("using NATS.", StringComparison.Ordinal));
    }
}
