using PortScanner.Core.Ports;

namespace PortScanner.Reports.Model;

/// <summary>Port numbers as ranges for a reader.</summary>
internal static class PortRanges
{
    /// <summary>The ports in ascending order with neighbours joined, such as <c>1-21, 23</c>.</summary>
    public static string Compact(IEnumerable<ushort> ports) =>
        PortSet.From(ports).ToString().Replace(",", ", ", StringComparison.Ordinal);
}
