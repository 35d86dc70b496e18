namespace PortScanner.Core;

/// <summary>
/// Reads a tab-separated table: lines that begin with # are comments, the first other line names the columns, every further line
/// is a row with exactly those columns, none of them empty.
/// </summary>
internal static class EmbeddedTable
{
    /// <summary>Opens a table that is embedded in this assembly.</summary>
    public static TextReader Open(string resource) =>
        new StreamReader(typeof(EmbeddedTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"The assembly lacks its table {resource}."));

    /// <exception cref="InvalidDataException">A line is not as described; the message names the table and the line.</exception>
    public static IEnumerable<EmbeddedTableRow> Read(TextReader reader, string name, IReadOnlyList<string> columns)
    {
        var headerSeen = false;
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.StartsWith('#'))
            {
                continue;
            }

            var row = new EmbeddedTableRow(name, number, line.Split('\t'));
            if (!headerSeen)
            {
                headerSeen = row.Cells.SequenceEqual(columns, StringComparer.Ordinal)
                    ? true
                    : throw row.Wrong($"expected the columns {string.Join(", ", columns)}");
                continue;
            }

            if (row.Cells.Count != columns.Count)
            {
                throw row.Wrong($"expected {columns.Count} cells, found {row.Cells.Count}");
            }

            if (row.Cells.Any(cell => cell.Length == 0 || cell.Length != cell.Trim().Length))
            {
                throw row.Wrong("a cell is empty or has white space around it");
            }

            yield return row;
        }
    }
}

/// <summary>One row, which knows where it stands so that an error can say so.</summary>
internal sealed record EmbeddedTableRow(string Table, int Line, IReadOnlyList<string> Cells)
{
    public InvalidDataException Wrong(string complaint) => new($"{Table}, line {Line}: {complaint}.");
}
