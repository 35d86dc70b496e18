namespace PortScanner.Core.Reports.Findings;

/// <summary>Port numbers as ranges for a reader.</summary>
internal static class PortRanges
{
    /// <summary>The ports in ascending order with neighbours joined, such as <c>1-21, 23</c>.</summary>
    public static string Compact(IEnumerable<ushort> ports)
    {
        List<(int First, int Last)> ranges = [];
        foreach (int port in ports.Order())
        {
            if (ranges.Count > 0 && port <= ranges[^1].Last + 1)
            {
                ranges[^1] = (ranges[^1].First, port);
            }
            else
            {
                ranges.Add((port, port));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
