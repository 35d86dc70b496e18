namespace PortScanner.Engine.Tests;

/// <summary>The working tree that the tests lie in, wherever it was when they were built.</summary>
internal static class Repository
{
    private static readonly string Folder = Find();

    /// <summary>The lines of a file.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    public static IEnumerable<string> ReadLines(params ReadOnlySpan<string> path) => File.ReadLines(Path.Combine([Folder, .. path]));

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
