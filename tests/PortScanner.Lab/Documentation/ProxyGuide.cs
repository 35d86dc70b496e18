using System.Text.RegularExpressions;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Documentation;

/// <summary>The configurations in docs/operations/proxies.md, as their reader copies them.</summary>
internal static class ProxyGuide
{
    private static readonly string Text = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "docs/operations/proxies.md"));

    /// <summary>The one block of a language, with what an operator replaces.</summary>
    /// <param name="language">The block's language.</param>
    /// <param name="replacements">What stands there, and what shall; each must stand there.</param>
    public static string Block(string language, params IEnumerable<(string From, string To)> replacements)
    {
        var block = Regex.Matches(Text, $"^```{language}\n(?<block>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Single().Groups["block"].Value;
        foreach (var (from, to) in replacements)
        {
            block = Replaced(block, from, to);
        }

        return block;
    }

    /// <summary>Replaces what must stand in a text.</summary>
    public static string Replaced(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
