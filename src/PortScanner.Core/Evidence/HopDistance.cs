namespace PortScanner.Core.Evidence;

/// <summary>How many hops an answer travelled, guessed from the hop limit that it has left.</summary>
public static class HopDistance
{
    // What systems begin with; one system may use several, such as 64 for TCP and 255 for ICMP errors.
    private static readonly int[] Beginnings = [32, 64, 128, 255];

    /// <summary>The distance, in hops, from the nearest usual beginning.</summary>
    /// <param name="hopLimit">The hop limit (IPv6) or time to live (IPv4) that is left.</param>
    public static int Of(byte hopLimit) => Beginnings.First(beginning => hopLimit <= beginning) - hopLimit;

    /// <summary>The distance of more than half of some answers; null where there is none, or but one answer.</summary>
    /// <param name="hopLimits">The hop limits of the answers.</param>
    public static int? UsualOf(IEnumerable<byte> hopLimits)
    {
        var counts = hopLimits.CountBy(Of).ToList();
        var total = counts.Sum(distance => distance.Value);
        var most = counts.OrderByDescending(distance => distance.Value).FirstOrDefault();
        return total > 1 && 2 * most.Value > total ? most.Key : null;
    }
}
