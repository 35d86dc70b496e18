namespace PortScanner.Storage.Tests;

/// <summary>Files of the working tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Path(params string[] parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "PortScanner.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests run outside of the working tree.");
        }

        return System.IO.Path.Combine([root.FullName, .. parts]);
    }
}
