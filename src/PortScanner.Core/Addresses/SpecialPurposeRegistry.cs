using System.Globalization;
using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>The ranges of <c>special-purpose.tsv</c>.</summary>
public static class SpecialPurposeRegistry
{
    private const string FileName = "special-purpose.tsv";

    // When a range was allocated, and what it is called, is for whoever compares the table with the registries.
    private static readonly string[] Columns = ["network", "kind", "since", "source", "name"];

    // The most specific first, so that the first match is the one that counts.
    private static readonly SpecialPurposeRange[] Ranges = [.. LoadEmbedded().OrderByDescending(range => range.Network.PrefixLength)];

    /// <summary>All ranges, the most specific first.</summary>
    public static IReadOnlyList<SpecialPurposeRange> All => Ranges;

    /// <summary>The most specific range that holds <paramref name="address"/>, or null if none does.</summary>
    public static SpecialPurposeRange? Find(IPAddress address) => Array.Find(Ranges, range => range.Network.Contains(address));

    /// <summary>Reads a table of ranges.</summary>
    /// <exception cref="InvalidDataException">A line is wrong; the message names it.</exception>
    public static IReadOnlyList<SpecialPurposeRange> Load(TextReader reader) => [.. EmbeddedTable.Read(reader, FileName, Columns).Select(Parse)];

    private static IReadOnlyList<SpecialPurposeRange> LoadEmbedded()
    {
        using var reader = EmbeddedTable.Open(FileName);
        return Load(reader);
    }

    private static SpecialPurposeRange Parse(EmbeddedTableRow line)
    {
        if (CidrNetworks.Parse(line.Cells[0], out var network) is not null)
        {
            throw line.Wrong("the network must be an address without host bits, a slash and a prefix length");
        }

        if (!DateOnly.TryParseExact(line.Cells[2], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw line.Wrong("since must be a year and a month, as in 1996-02");
        }

        if (!line.Cells[3].StartsWith("RFC ", StringComparison.Ordinal))
        {
            throw line.Wrong("the source must be an RFC");
        }

        return new SpecialPurposeRange(network, Kind(line), line.Cells[3]);
    }

    private static AddressRefusalCode Kind(EmbeddedTableRow line) => line.Cells[1] switch
    {
        "unspecified" => AddressRefusalCode.Unspecified,
        "loopback" => AddressRefusalCode.Loopback,
        "multicast" => AddressRefusalCode.Multicast,
        "broadcast" => AddressRefusalCode.Broadcast,
        "embeds-ipv4" => AddressRefusalCode.EmbedsIPv4,
        "private" => AddressRefusalCode.Private,
        "shared" => AddressRefusalCode.Shared,
        "link-local" => AddressRefusalCode.LinkLocal,
        "documentation" => AddressRefusalCode.Documentation,
        "benchmarking" => AddressRefusalCode.Benchmarking,
        "protocol-assignment" => AddressRefusalCode.ProtocolAssignment,
        "reserved" => AddressRefusalCode.FutureUse,
        _ => throw line.Wrong("the kind is unknown"),
    };
}
