namespace PortScanner;

/// <summary>The working tree that the tests lie in, wherever it was when they were built.</summary>
internal static class WorkingTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The program as it was built together with the tests, in their configuration, with its assets beside it.</summary>
    public static string Program { get; } =
        Path.Combine(Folder, "src/PortScanner.Web/bin", Configuration(), "net10.0/PortScanner.Web.dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PortScanner.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the working tree.");
        }

        return folder.FullName;
    }

    // bin/CONFIGURATION/net10.0
    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
}
