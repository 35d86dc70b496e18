namespace PortScanner.Core.Tests.Reports;

/// <summary>Files of the repository that tests compare with the program.</summary>
internal static class RepositoryFiles
{
    public static string Golden(string name) => Path.Combine(WorkingTree.Folder, "tests/PortScanner.Core.Tests/Reports/Golden", name);

    public static string Document(string name) => Path.GetFullPath(Path.Combine(WorkingTree.Folder, "docs", name));
}
