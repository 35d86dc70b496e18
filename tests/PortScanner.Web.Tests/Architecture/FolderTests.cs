using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>
/// The arrows between the folders of each project. Folders stand on floors, the ground first, and a file uses only what lies in its own folder and
/// on the floors below: so the tree shows in which direction to read, and there is no circle.
/// </summary>
public sealed class FolderTests
{
    private static readonly Dictionary<string, string[]> Floors = new(StringComparer.Ordinal)
    {
        ["PortScanner.Core"] = [SourceFile.Root, "Localization", "Probes", "Results", "Addresses", "Ports", "Evidence", "Expectations", "Payloads", "Plans"],
        ["PortScanner.Cluster"] = ["Options", "Keys", "Bus", "Sealing", "Grants", "Testers", "Links"],
        ["PortScanner.Reports"] = ["Model", "Findings/Firewall", "Findings", "Data", "Text", "Html", SourceFile.Root],
        ["PortScanner.Engine"] =
        [
            "Clock", "Memory", "Wire", "Packets", "Contract", "Probes/Tcp", "Identity", "Probes/Icmp", "Probes/Udp", "Probes/Udp/Services", "Probes",
            "Capture", "Sending", "Tables", "Schedule", "Options", "Scans", SourceFile.Root, "DryRun",
        ],
        ["PortScanner.Storage"] = [SourceFile.Root, "Memory", "MariaDb", "Limits", "Factory"],
        ["PortScanner.Web"] =
        [
            "Hosting/Interop", "Hosting/Configuration", "Hosting/CommandLines", "Hosting/Framework", "Hosting/Machine", "Hosting/Logging", "Hosting/Startup",
            "Http/Negotiation", "Http/Problems", "Http",
            "Features/Callers", "Features/Liveness", "Features/Operator", "Features/Monitoring", "Features/Admission", "Features/Pages", "Features/Help",
            "Features/Scans", "Features/PortCheck", "Features/Live", "Features/Forgetting", "Features/Reach", "Features/Tester/Wire", "Features/Tester", "Features/Cluster", "Features/Cluster/Asking", "Features/Cluster/Testing",
            "Features/Nodes/Wire", "Features/Nodes",
            "Settings", "Features/Keys", "Features/DryRun", "Features/Doctor", "Features/SelfTest", "Composition", SourceFile.Root,
        ],
    };

    public static TheoryData<string> Projects => [.. Floors.Keys];

    [Fact]
    public void Every_project_has_its_floors() =>
        Assert.Equal(Floors.Keys.Order(StringComparer.Ordinal), SourceFile.All.Select(file => file.Project).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_a_floor_and_every_floor_a_folder(string project) =>
        Assert.Equal(Floors[project].Order(StringComparer.Ordinal), FilesOf(project).Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_of_a_file_is_its_folder(string project) => Assert.All(
        FilesOf(project).Where(file => file.Path != "src/PortScanner.Web/Program.cs"),
        file => Assert.Equal(SourceFile.NamespaceOf(project, file.Folder), file.Namespace));

    [Theory]
    [MemberData(nameof(Projects))]
    public void File_uses_only_folders_on_floors_below_its_own(string project) => Assert.Empty(
        from file in FilesOf(project)
        from name in file.Usings
        let used = FolderOf(project, name)
        where used is not null && FloorOf(project, used) > FloorOf(project, file.Folder)
        select $"{file.Path}: {name}");

    // What a folder that contains it declares, a file sees without naming the folder.
    [Theory]
    [MemberData(nameof(Projects))]
    public void File_names_no_type_of_a_folder_around_it_that_lies_above(string project) => Assert.Empty(
        from above in FilesOf(project)
        from file in FilesOf(project)
        where IsAround(above.Folder, file.Folder) && FloorOf(project, above.Folder) > FloorOf(project, file.Folder)
        from type in above.Types
        where file.Names(type)
        select $"{file.Path}: {type}");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Architecture_document_draws_the_floors(string project) => Assert.Contains(
        $"| `{project}` | {string.Join(", ", Floors[project].Select(folder => $"`{folder}`"))} |",
        Repository.Read("docs/architecture.md").Split('\n'));

    private static List<SourceFile> FilesOf(string project) => [.. SourceFile.All.Where(file => file.Project == project)];

    private static int FloorOf(string project, string folder) => Array.IndexOf(Floors[project], folder);

    // A name may be one of a type too, after "using static". Null for what is of another project.
    private static string? FolderOf(string project, string name) => Floors[project]
        .Where(folder => $"{name}.".StartsWith($"{SourceFile.NamespaceOf(project, folder)}.", StringComparison.Ordinal))
        .MaxBy(folder => SourceFile.NamespaceOf(project, folder).Length);

    private static bool IsAround(string outer, string inner) =>
        outer != inner && (outer == SourceFile.Root || inner.StartsWith($"{outer}/", StringComparison.Ordinal));
}
