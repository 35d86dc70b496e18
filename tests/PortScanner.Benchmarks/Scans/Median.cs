namespace PortScanner.Benchmarks.Scans;

/// <summary>The middle one of several measurements.</summary>
internal static class Median
{
    /// <summary>The median; of an even number the lower of the middle two.</summary>
    public static T Of<T>(IEnumerable<T> values)
    {
        var sorted = values.Order().ToList();
        return sorted[(sorted.Count - 1) / 2];
    }
}
