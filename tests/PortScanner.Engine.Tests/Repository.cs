namespace PortScanner.Engine.Tests;

/// <summary>The working tree that the tests lie in, wherever it was when they were built.</summary>
internal static class Repository
{
    /// <summary>The lines of a file.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    public static IEnumerable<string> ReadLines(params ReadOnlySpan<string> path) => File.ReadLines(Path.Combine([WorkingTree.Folder, .. path]));

    /// <summary>The whole text of a file.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(WorkingTree.Folder, path));

    /// <summary>Writes a file anew.</summary>
    /// <param name="path">From the folder that holds the solution.</param>
    /// <param name="text">What it shall hold.</param>
    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(WorkingTree.Folder, path), text);

    /// <summary>The files of C# below a folder, by their paths from the folder that holds the solution.</summary>
    public static IEnumerable<string> Sources(string below) => Directory.EnumerateFiles(Path.Combine(WorkingTree.Folder, below), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(WorkingTree.Folder, file))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));
}
