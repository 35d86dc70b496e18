using System.Text.Json;
using System.Text.RegularExpressions;

namespace PortScanner.Core.Tests.Localization;

/// <summary>The sources as text: the messages, and the places that name them.</summary>
internal static partial class SourceFiles
{
    // In milliseconds; a pattern that ran away would fail the test instead of holding it up.
    private const int Timeout = 5000;

    private static readonly string Root = Path.Combine(WorkingTree.Folder, "src");

    /// <summary>The folder that has a folder for each language.</summary>
    public static string Messages => Path.Combine(Root, "PortScanner.Core/Localization/messages");

    /// <summary>The files of a language.</summary>
    public static IEnumerable<string> MessagesOf(string code) => Directory.GetFiles(Path.Combine(Messages, code), "*.json").Order(StringComparer.Ordinal);

    /// <summary>The keys of a file, as they stand.</summary>
    public static IEnumerable<string> KeysOf(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.EnumerateObject().Select(message => message.Name)];
    }

    /// <summary>
    /// Everything in quotes that could be a key: written out ("report.open"), or as a pattern where it is put together ($"state.{name}" in
    /// C#, `state.${name}` in scripts). What is put together must begin with the first part of its key, so that it is not taken for all.
    /// </summary>
    public static (IReadOnlySet<string> WrittenOut, IReadOnlyList<Regex> PutTogether) KeysInUse()
    {
        var quoted = Sources().SelectMany(source => Quoted().Matches(source)).Select(quoted => quoted.Groups["key"].Value)
            .Distinct(StringComparer.Ordinal)
            .ToLookup(key => Hole().IsMatch(key));
        return (
            quoted[false].ToHashSet(StringComparer.Ordinal),
            [.. quoted[true].Select(key => new Regex($"^{string.Join("[a-z0-9.-]+", Hole().Split(key).Select(Regex.Escape))}$", RegexOptions.NonBacktracking))]);
    }

    /// <summary>The keys that are written out where a message is asked for.</summary>
    public static IEnumerable<string> KeysWrittenOut() => Sources().SelectMany(source => Asked().Matches(source)).Select(asked => asked.Groups["key"].Value).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Sources() =>
        from file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".js" or ".mjs" or ".html"
        where !Path.GetRelativePath(Root, file).Split('/').Any(step => step is "bin" or "obj")
        select File.ReadAllText(file);

    [GeneratedRegex("""["'`](?<key>[a-z][a-z0-9-]*\.([a-z0-9.-]|\$?\{[^{}"]*\})+)["'`]""", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\$?\{[^{}]*\}", RegexOptions.None, Timeout)]
    private static partial Regex Hole();

    [GeneratedRegex("""(?:[mM]essages(?:\[|\.Format\(|\.Count\()|new Message\()"(?<key>[^"]+)"[,\])]""", RegexOptions.ExplicitCapture, Timeout)]
    private static partial Regex Asked();
}
