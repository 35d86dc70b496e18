namespace PortScanner.Core.Tests;

/// <summary>The working tree that the tests lie in, wherever it was when they were built.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PortScanner.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the working tree.");
        }

        return folder.FullName;
    }
}
