using System.Text.RegularExpressions;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Documentation;

/// <summary>The README as its reader uses it: commands to type, and output to compare with.</summary>
internal static partial class Readme
{
    private static readonly string Text = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "README.md"));

    /// <summary>Every command of the README, in order.</summary>
    public static IReadOnlyList<string> Commands { get; } =
        [.. Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>The output that the README shows for its first scan.</summary>
    public static string ShownOutput { get; } = Blocks("text").Single();

    /// <summary>Output without what differs from run to run: the date, the milliseconds, the duration, the seed, which of the rows came first, and the dots of a scan that had to wait.</summary>
    public static string Masked(string output)
    {
        var masked = Duration().Replace(Milliseconds().Replace(Started().Replace(Dots().Replace(output, ""), "Started"), " MS you"), "probes in N seconds");
        masked = Seed().Replace(masked, "seed=N").Trim();
        return Rows().Replace(masked, rows => string.Concat(rows.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(row => $"{row}\n")));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(Text, $"^```{language}\n(?<block>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["block"].Value);

    [GeneratedRegex(@"seed=\d+", RegexOptions.None, 1000)]
    private static partial Regex Seed();

    // What is told while a scan goes on, which it does for longer on a busy machine.
    [GeneratedRegex(@"^ +(?:\.+|\((?:Settled after|All|[0-9,]+ of) [^)]*\))\n", RegexOptions.Multiline, 1000)]
    private static partial Regex Dots();

    [GeneratedRegex(@"Started .*", RegexOptions.None, 1000)]
    private static partial Regex Started();

    [GeneratedRegex(@" +[0-9.]+ you$", RegexOptions.Multiline, 1000)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"^(?: *[0-9]+ tcp .*\n)+", RegexOptions.Multiline, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"probes in [0-9.]+ seconds(?:\. Settled after [0-9.]+ seconds: nothing more could turn\s+out open from then on)?", RegexOptions.None, 1000)]
    private static partial Regex Duration();
}
