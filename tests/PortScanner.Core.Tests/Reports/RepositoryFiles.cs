using System.Runtime.CompilerServices;

namespace PortScanner.Core.Tests.Reports;

/// <summary>Files of the repository that tests compare with the program.</summary>
internal static class RepositoryFiles
{
    public static string Golden(string name) => Path.Combine(Folder(), "Golden", name);

    public static string Document(string name) => Path.GetFullPath(Path.Combine(Folder(), "../../../docs", name));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
