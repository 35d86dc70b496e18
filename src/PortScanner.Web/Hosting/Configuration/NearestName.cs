namespace PortScanner.Web.Hosting.Configuration;

/// <summary>Finds the known name that somebody probably meant who wrote an unknown one.</summary>
internal static class NearestName
{
    // One slip in a short name, up to three in a long one.
    private const int LettersForEachSlip = 3;

    /// <summary>How many slips the longest name may have.</summary>
    public const int MostSlips = 3;

    /// <summary>The known name that is nearest.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names that there are.</param>
    /// <param name="mostSlips">How many slips may be in it, however long it is.</param>
    /// <returns>Null if none is near enough to be meant.</returns>
    public static string? Of(string name, IEnumerable<string> known, int mostSlips = MostSlips)
    {
        var meant = Letters(name);
        var most = Math.Clamp(meant.Length / LettersForEachSlip, 1, mostSlips);
        return known
            .Select(candidate => (Name: candidate, Slips: Slips(meant, Letters(candidate))))
            .Where(candidate => candidate.Slips <= most && candidate.Slips < meant.Length)
            .OrderBy(candidate => candidate.Slips)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    // What is often written otherwise does not count: the case, and the signs between words.
    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    // Optimal string alignment: letters too many, too few, wrong, or two in the wrong order count as one slip each.
    private static int Slips(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }
}
