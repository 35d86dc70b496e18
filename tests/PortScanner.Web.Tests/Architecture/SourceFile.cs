using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>A source file of the program, as far as it tells of its folder and of what it uses.</summary>
internal sealed partial class SourceFile
{
    /// <summary>What the folder of a project's file is called here.</summary>
    public const string Root = ".";

    private readonly string _text;
    private readonly string _code;

    private SourceFile(string path)
    {
        var steps = path.Split('/');
        Path = path;
        Project = steps[1];
        Folder = steps.Length == 3 ? Root : string.Join('/', steps[2..^1]);
        _text = Repository.Read(path);
        _code = SaidNotDone().Replace(_text, string.Empty);
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Repository.Sources().Select(path => new SourceFile(path))];

    /// <summary>Where it lies in the repository.</summary>
    public string Path { get; }

    /// <summary>The project that it belongs to.</summary>
    public string Project { get; }

    /// <summary>Where it lies in the project.</summary>
    public string Folder { get; }

    /// <summary>The namespace that it declares; null for none.</summary>
    public string? Namespace => NamespaceLine().Match(_text) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The namespaces and types that it names at its top.</summary>
    public IEnumerable<string> Usings => UsingLine().Matches(_text).Select(match => match.Groups["name"].Value);

    /// <summary>The types that it declares, those within others left out.</summary>
    public IEnumerable<string> Types => TypeLine().Matches(_text).Select(match => match.Groups["name"].Value);

    /// <summary>The namespace of a folder.</summary>
    public static string NamespaceOf(string project, string folder) => folder == Root ? project : $"{project}.{folder.Replace('/', '.')}";

    /// <summary>Whether the code names a type, and not only a member or a variable that is called like it.</summary>
    public bool Names(string type) => Regex.IsMatch(_code, $@"(?<![.\w]){type}(?=\.|\s+\w|>|\?|\[|\()", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?<name>[\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex UsingLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe) )*(?:class|struct|enum|interface|record(?: struct| class)?|delegate [^\n(]+?) (?<name>\w+)",
        RegexOptions.Multiline,
        1000)]
    private static partial Regex TypeLine();

    // Texts and comments.
    [GeneratedRegex("""
        \"{3}[\s\S]*?\"{3}|\"(?:\\.|[^\"\\\n])*\"|//[^\n]*
        """, RegexOptions.None, 1000)]
    private static partial Regex SaidNotDone();
}
