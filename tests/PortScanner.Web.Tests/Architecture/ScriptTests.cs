using System.Text.RegularExpressions;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>The arrows between the page's modules: as between the folders of the program, they lead downwards, and there is no circle.</summary>
public sealed partial class ScriptTests
{
    private const string Root = "src/PortScanner.Web/wwwroot/assets/js";

    private static readonly string[] Floors = ["net", "model", "views", "."];

    private static readonly Script[] All = [.. Repository.WrittenFiles().Where(file => file.StartsWith($"{Root}/", StringComparison.Ordinal)).Select(Script.Read)];

    [Fact]
    public void Every_folder_has_a_floor_and_every_floor_a_folder() =>
        Assert.Equal(Floors.Order(StringComparer.Ordinal), All.Select(script => script.Folder).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Architecture_document_draws_the_floors() => Assert.Contains(
        $"| scripts of the page (`wwwroot/assets/js`) | {string.Join(", ", Floors.Select(folder => $"`{folder}`"))} |",
        Repository.Read("docs/architecture.md").Split('\n'));

    // What is imported and not there, the page could not name, and its scripts would be fetched one after the other.
    [Fact]
    public void Script_imports_only_what_is_there() => Assert.Empty(
        from script in All
        from import in script.Imports
        where !All.Any(other => other.Path == import.Path && other.Exports.Contains(import.Name, StringComparer.Ordinal))
        select $"{script.Path}: {import}");

    [Fact]
    public void Script_imports_only_from_floors_below_its_own() => Assert.Empty(
        from script in All
        from import in script.Imports
        where Array.IndexOf(Floors, Script.FolderOf(import.Path)) > Array.IndexOf(Floors, script.Folder)
        select $"{script.Path}: {import.Path}");

    // Whatever is left once those are taken away that import nothing of what is left, again and again, is a circle or leads to one.
    [Fact]
    public void Scripts_do_not_import_each_other_in_a_circle()
    {
        var left = All.ToList();
        while (left.RemoveAll(script => !script.Imports.Any(import => left.Any(other => other.Path == import.Path))) > 0)
        {
        }

        Assert.Empty(left.Select(script => script.Path));
    }

    [Fact]
    public void What_a_script_exports_another_imports() => Assert.Empty(
        from script in All
        from name in script.Exports
        where !All.Any(other => other.Imports.Contains((script.Path, name)))
        select $"{script.Path}: {name}");

    private sealed partial record Script(string Path, IReadOnlyList<string> Exports, IReadOnlyList<(string Path, string Name)> Imports)
    {
        public string Folder => FolderOf(Path);

        public static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : ".";

        public static Script Read(string file)
        {
            var text = Repository.Read(file);
            var path = file[(Root.Length + 1)..];
            var folder = new Uri($"https://site.example/{path}");
            return new Script(
                path,
                [.. Export().Matches(text).Select(match => match.Groups["name"].Value)],
                [
                    .. from match in Import().Matches(text)
                       from name in match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                       select (new Uri(folder, match.Groups["from"].Value).AbsolutePath[1..], name.Split(' ')[0]),
                ]);
        }

        [GeneratedRegex(@"^export (async )?(function\*?|const|class) (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
        private static partial Regex Export();

        [GeneratedRegex(@"^import \{(?<names>[^}]*)\} from '(?<from>[^']+)';$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
        private static partial Regex Import();
    }
}
