using PortScanner.Core.Ports;

namespace PortScanner.Engine.Options;

/// <summary>The ports that the kernel hands out to programs that ask for none in particular (<c>ip_local_port_range</c>).</summary>
/// <param name="Range">The range; null where the kernel does not tell.</param>
/// <param name="Reserved">Parts of it that it never hands out (<c>ip_local_reserved_ports</c>).</param>
internal sealed record KernelPorts(PortRange? Range, IReadOnlyList<PortRange> Reserved)
{
    private const string Folder = "/proc/sys/net/ipv4";

    /// <summary>Reads what the kernel of this machine does.</summary>
    public static KernelPorts Read() =>
        Parse(TextOf($"{Folder}/ip_local_port_range"), TextOf($"{Folder}/ip_local_reserved_ports"));

    /// <summary>Reads the texts of the two files.</summary>
    /// <param name="range">Two ports, parted by a tab.</param>
    /// <param name="reserved">Ports and ranges of ports, parted by commas; blank for none.</param>
    public static KernelPorts Parse(string range, string reserved) => new(
        PortRange.TryParse(range.Trim().Replace('\t', '-'), out var parsed) ? parsed : null,
        [.. reserved.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Part)]);

    /// <summary>What of <paramref name="ports"/> the kernel hands out, from the first such port to the last; null if it is nothing.</summary>
    public PortRange? Shared(PortRange ports)
    {
        if (Range is not { } range)
        {
            return null;
        }

        var shared = Enumerable.Range(ports.First, ports.Count).Where(port => Holds(range, port) && !Reserved.Any(part => Holds(part, port))).ToList();
        return shared.Count == 0 ? null : new PortRange((ushort)shared[0], (ushort)shared[^1]);
    }

    private static bool Holds(PortRange range, int port) => port >= range.First && port <= range.Last;

    private static IEnumerable<PortRange> Part(string text) =>
        PortRange.TryParse(text.Contains('-', StringComparison.Ordinal) ? text : $"{text}-{text}", out var part) ? [part] : [];

    private static string TextOf(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
