namespace PortScanner.Core.Plans;

/// <summary>Marks on the probes of a plan, a bit for each place in its order, the lowest of a byte first. All are 8 KiB for the largest plan.</summary>
public static class PlanMarks
{
    /// <summary>Marks some places.</summary>
    /// <param name="count">How many probes the plan has.</param>
    /// <param name="places">Which are marked.</param>
    public static byte[] Of(int count, IEnumerable<int> places)
    {
        var marks = new byte[LengthOf(count)];
        foreach (var place in places)
        {
            marks[place / 8] |= (byte)(1 << (place % 8));
        }

        return marks;
    }

    /// <summary>Whether a place is marked; no marks at all mark none.</summary>
    public static bool Has(ReadOnlySpan<byte> marks, int place) => !marks.IsEmpty && (marks[place / 8] & (1 << (place % 8))) != 0;

    /// <summary>Whether they are marks of such a plan: none, or one bit for each probe, and nothing behind.</summary>
    /// <param name="marks">What somebody sent.</param>
    /// <param name="count">How many probes the plan has.</param>
    public static bool Fit(ReadOnlySpan<byte> marks, int count) =>
        marks.IsEmpty || (marks.Length == LengthOf(count) && (count % 8 == 0 || marks[^1] >> (count % 8) == 0));

    private static int LengthOf(int count) => (count + 7) / 8;
}
