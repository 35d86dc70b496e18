using System.Collections.Frozen;

namespace PortScanner.Lab.Truth;

/// <summary>The TCP ports that IPscan 2.03 probes, which the quick profile includes.</summary>
internal static class IPscanPorts
{
    /// <summary>All 82.</summary>
    public static FrozenSet<int> All { get; } = FrozenSet.Create(
        7, 20, 21, 22, 23, 24, 25, 37, 43, 53, 79, 80, 110, 111, 113, 119, 135, 137, 138, 139, 143, 179, 194, 311, 389, 427, 443,
        445, 465, 515, 543, 544, 548, 563, 587, 631, 749, 853, 873, 993, 995, 989, 990, 1025, 1026, 1029, 1030, 1080, 1433, 1720, 1723,
        1801, 2103, 2105, 2107, 2869, 3128, 3306, 3389, 3689, 5000, 5432, 5060, 5100, 5357, 5900, 6379, 6697, 8080, 9090, 10243, 11211,
        16992, 16993, 16994, 16995, 20005, 27017, 27018, 27019, 27020, 32764);
}
