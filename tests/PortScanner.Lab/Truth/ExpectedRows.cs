using System.Net;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Truth;

/// <summary>What a report must say, row by row, since the lab knows what each port does.</summary>
public sealed class ExpectedRows
{
    private readonly Dictionary<string, string[]> _answers = new(StringComparer.Ordinal);

    /// <summary>A TCP port's row.</summary>
    /// <param name="port">The port.</param>
    /// <param name="state">The state.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="from">Who answered, if not the client itself.</param>
    public ExpectedRows Tcp(int port, string state, string reason, IPAddress? from = null) => Add($"tcp/{port} syn", Answer(state, reason, from));

    /// <summary>A UDP port's row.</summary>
    public ExpectedRows Udp(int port, string probe, string state, string reason, IPAddress? from = null) =>
        Add($"udp/{port} {probe}", Answer(state, reason, from));

    /// <summary>The echo's row.</summary>
    public ExpectedRows Echo(string state, string reason, IPAddress? from = null) => Add("icmp echo", Answer(state, reason, from));

    /// <summary>A row with its question as text and the answers that are all true.</summary>
    public ExpectedRows Add(string question, params string[] answers)
    {
        _answers.Add(question, answers);
        return this;
    }

    /// <summary>The rows that a report has, each with the answers that are all true of it.</summary>
    public static ExpectedRows Of(ScanReport report, Func<ScanRow, string[]> truth)
    {
        var expected = new ExpectedRows();
        foreach (var row in report.Results.DistinctBy(row => row.Question))
        {
            expected.Add(row.Question, truth(row));
        }

        return expected;
    }

    /// <summary>Fails with a table of the rows that differ, are missing, come twice or were never asked for.</summary>
    public void Match(ScanReport report)
    {
        var differences = new List<string>();
        var rows = report.Results.ToLookup(row => row.Question, row => row.Answer, StringComparer.Ordinal);
        foreach (var (question, answers) in _answers)
        {
            var found = rows[question].ToList();
            if (found.Count != 1 || !answers.Contains(found[0], StringComparer.Ordinal))
            {
                differences.Add(Line(question, string.Join(" or ", answers), found.Count == 0 ? "(no row)" : string.Join("; ", found)));
            }
        }

        differences.AddRange(rows.Where(row => !_answers.ContainsKey(row.Key)).Select(row => Line(row.Key, "(no row)", string.Join("; ", row))));
        if (differences.Count > 0)
        {
            Assert.Fail($"{differences.Count} of {_answers.Count} rows are wrong:\n{Line("QUESTION", "TRUTH", "REPORT")}\n{string.Join('\n', differences)}");
        }
    }

    private static string Answer(string state, string reason, IPAddress? from) =>
        from is null ? $"{state} {reason}" : $"{state} {reason} from {from}";

    private static string Line(string question, string truth, string found) => $"{question,-24} {truth,-48} {found}";
}
