namespace PortScanner.Benchmarks.Output;

/// <summary>A table, a row added at a time.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Whether anything was measured.</summary>
    public bool HasRows => _rows.Count > 0;

    /// <summary>Adds a row, and shows it at once to whoever waits.</summary>
    public void Add(params string[] row)
    {
        _rows.Add(row);
        Console.Error.WriteLine(Line(row));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Line(header)}\n|{string.Concat(header.Select(_ => "---|"))}\n{string.Concat(_rows.Select(row => Line(row) + "\n"))}";

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
