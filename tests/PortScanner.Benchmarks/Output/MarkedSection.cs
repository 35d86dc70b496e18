namespace PortScanner.Benchmarks.Output;

/// <summary>The part of a document that is measured, between two comments that a reader does not see.</summary>
internal static class MarkedSection
{
    private const string Begin = "<!-- measured: begin -->\n";
    private const string End = "<!-- measured: end -->";

    /// <summary>Replaces what stands between the comments.</summary>
    /// <exception cref="InvalidOperationException">They are not there.</exception>
    public static void Replace(string file, string section)
    {
        var text = File.ReadAllText(file);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin)
        {
            throw new InvalidOperationException($"{file} has no section between {Begin.Trim()} and {End}.");
        }

        File.WriteAllText(file, $"{text[..begin]}\n{section}\n{text[end..]}");
    }
}
