namespace PortScanner.Web.Tests.Program;

/// <summary>The files of the repository that these tests run and read.</summary>
internal static class Repository
{
    private static readonly string[] Parts = ["src", "tests", "deploy", "docs"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Folder => WorkingTree.Folder;

    /// <summary>The program as it was built together with these tests, with its assets beside it.</summary>
    public static string Assembly => WorkingTree.Program;

    /// <summary>All files below one of the parts that somebody wrote, as paths below <see cref="Folder"/>.</summary>
    public static IEnumerable<string> WrittenFiles() => Parts
        .Select(part => Path.Combine(Folder, part))
        .Where(Directory.Exists)
        .SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Folder, file))
        .Where(file => !file.Split('/').Any(step => step is "bin" or "obj" or "TestResults"));

    /// <summary>The source files of the program.</summary>
    public static IEnumerable<string> Sources() =>
        WrittenFiles().Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
