namespace PortScanner.Engine.Tests;

/// <summary>The working tree that the tests lie in, wherever it was when they were built.</summary>
internal static class Repository
{
    private static readonly string Folder = Find();

    /// <summary>The lines of a file.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    public static IEnumerable<string> ReadLines(params ReadOnlySpan<string> path) => File.ReadLines(Path.Combine([Folder, .. path]));

    /// <summary>The whole text of a file.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>Writes a file anew.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    /// <param name="text">What it shall hold.</param>
    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);

    /// <summary>The files of C# below a folder, by their paths from the folder that holds the solution.</summary>
    public static IEnumerable<string> Sources(string below) => Directory.EnumerateFiles(Path.Combine(Folder, below), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PortScanner.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No PortScanner.sln above the tests.");
        }

        return folder.FullName;
    }
}
