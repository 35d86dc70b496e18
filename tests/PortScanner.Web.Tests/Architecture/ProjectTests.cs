using System.Xml.Linq;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>The arrows between projects, and the packages that each may lean on.</summary>
public sealed class ProjectTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["PortScanner.Core"] = [],
        ["PortScanner.Cluster"] = ["PortScanner.Core"],
        ["PortScanner.Engine"] = ["PortScanner.Core"],
        ["PortScanner.Reports"] = ["PortScanner.Core"],
        ["PortScanner.Storage"] = ["PortScanner.Core"],
        ["PortScanner.Web"] = ["PortScanner.Cluster", "PortScanner.Core", "PortScanner.Engine", "PortScanner.Reports", "PortScanner.Storage"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new(StringComparer.Ordinal)
    {
        ["PortScanner.Core"] = [],
        ["PortScanner.Cluster"] = ["NATS.Client.Core", "NATS.NKeys"],
        ["PortScanner.Engine"] = ["PacketDotNet", "SharpPcap"],
        ["PortScanner.Reports"] = [],
        ["PortScanner.Storage"] = ["Dapper", "MySqlConnector"],
        ["PortScanner.Web"] = ["Microsoft.Extensions.Hosting.Systemd", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "Serilog.AspNetCore"],
    };

    public static TheoryData<string> Sources => [.. Projects("src/")];

    public static TheoryData<string> All => [.. Projects("src/"), .. Projects("tests/")];

    [Fact]
    public void Every_source_project_has_its_place_in_the_table() =>
        Assert.Equal(AllowedProjects.Keys.Order(StringComparer.Ordinal), Projects("src/").Select(Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_project_uses_only_the_projects_below_it(string project) =>
        Assert.Empty(References(project, "ProjectReference").Select(Name).Except(AllowedProjects[Name(project)], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_project_uses_only_the_packages_of_its_list(string project) =>
        Assert.Empty(References(project, "PackageReference").Except(AllowedPackages[Name(project)], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void Versions_of_packages_stand_in_one_place_only(string project) =>
        Assert.DoesNotContain(
            Document(project).Descendants("PackageReference"),
            package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null || package.Element("Version") is not null);

    [Fact]
    public void What_all_projects_get_is_analyzers_and_what_only_tests_get_is_for_tests()
    {
        Assert.All(Packages("Directory.Build.props"), package => Assert.Equal("all", package.Attribute("PrivateAssets")?.Value));
        Assert.Equal(["xunit.v3"], Packages("tests/Directory.Build.props").Select(package => package.Attribute("Include")!.Value));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Project_has_a_lock_file_beside_it(string project) =>
        Assert.True(File.Exists(Path.Combine(Repository.Folder, Path.GetDirectoryName(project)!, "packages.lock.json")), "dotnet restore --force-evaluate makes it.");

    [Theory]
    [InlineData("tests/run.sh")]
    [InlineData("deploy/run.sh")]
    [InlineData("deploy/package.sh")]
    [InlineData("deploy/Containerfile")]
    public void What_builds_for_others_takes_only_the_packages_of_the_lock_files(string script) => Assert.Contains(
        Repository.Read(script).Split('\n'),
        line => !line.StartsWith('#') && line.Contains("-p:RestoreLockedMode=true", StringComparison.Ordinal));

    [Fact]
    public async Task Program_of_a_clone_below_a_folder_called_tests_is_not_taken_for_tests()
    {
        var clone = Directory.CreateTempSubdirectory("portscanner-");
        try
        {
            string[] files = ["Directory.Build.props", "Directory.Packages.props", "global.json", "src/PortScanner.Core/PortScanner.Core.csproj"];
            foreach (var file in files)
            {
                var copy = Path.Combine(clone.FullName, "tests/Port Scänner", file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(Repository.Folder, file), copy);
            }

            var evaluated = await Tool.RunAsync(
                "dotnet", "msbuild", Path.Combine(clone.FullName, "tests/Port Scänner", files[^1]), "-getProperty:OutputType", "-getItem:PackageReference");
            Assert.Contains("\"OutputType\": \"Library\"", evaluated, StringComparison.Ordinal);
            Assert.Contains("Meziantou.Analyzer", evaluated, StringComparison.Ordinal);
            Assert.DoesNotContain("xunit", evaluated, StringComparison.Ordinal);
        }
        finally
        {
            clone.Delete(recursive: true);
        }
    }

    [Fact]
    public void Internals_of_the_domain_which_make_targets_are_open_to_nobody() =>
        Assert.Empty(References("src/PortScanner.Core/PortScanner.Core.csproj", "InternalsVisibleTo"));

    private static IEnumerable<string> Projects(string below) => Repository.WrittenFiles()
        .Where(file => file.StartsWith(below, StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project, string kind) =>
        Document(project).Descendants(kind).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<XElement> Packages(string properties) => XDocument.Parse(Repository.Read(properties)).Descendants("PackageReference");

    private static XDocument Document(string project) => XDocument.Parse(Repository.Read(project));

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);
}
