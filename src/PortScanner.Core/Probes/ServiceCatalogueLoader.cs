using System.Globalization;

namespace PortScanner.Core.Probes;

/// <summary>
/// Reads <c>services.tsv</c>, strictly: what is wrong there is our own fault and must not reach a visitor. The ports of UDP probes stand at
/// their <see cref="ProbeKind"/> instead.
/// </summary>
public static class ServiceCatalogueLoader
{
    private const string FileName = "services.tsv";

    private static readonly string[] Columns = ["protocol", "port", "service", "quick", "careful", "exposure", "risk"];

    /// <summary>Reads the catalogue that ships with the program.</summary>
    public static ServiceCatalogue LoadEmbedded()
    {
        using var reader = EmbeddedTable.Open(FileName);
        return Load(reader, ProbeKinds.All.Select(info => info.CatalogueEntry).OfType<CatalogueEntry>());
    }

    /// <summary>Reads a catalogue.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="probed">What the kinds of probes say of their ports.</param>
    /// <exception cref="InvalidDataException">A line is wrong; the message names it. Or a port has two entries.</exception>
    public static ServiceCatalogue Load(TextReader reader, IEnumerable<CatalogueEntry> probed)
    {
        CatalogueRow[] rows = [.. Read(reader).Concat(probed.Select(entry => new CatalogueRow(entry, IsFirst: false, Careful: null))).OrderBy(row => Order(row.Entry))];
        for (var i = 1; i < rows.Length; i++)
        {
            if (Order(rows[i - 1].Entry) == Order(rows[i].Entry))
            {
                throw new InvalidDataException($"{FileName}: port {rows[i].Entry.Port} has an entry at its probe and needs none here.");
            }
        }

        return new ServiceCatalogue(rows);
    }

    private static List<CatalogueRow> Read(TextReader reader)
    {
        var rows = new List<CatalogueRow>();
        foreach (var line in EmbeddedTable.Read(reader, FileName, Columns))
        {
            var row = Parse(line);
            if (rows.Count > 0 && Order(rows[^1].Entry) >= Order(row.Entry))
            {
                throw line.Wrong("rows must ascend by protocol and port, each port once");
            }

            rows.Add(row);
        }

        CheckPlaces(rows);
        return rows;
    }

    private static CatalogueRow Parse(EmbeddedTableRow line)
    {
        var protocol = line.Cells[0] switch
        {
            "tcp" => ProbeProtocol.Tcp,
            "udp" => ProbeProtocol.Udp,
            _ => throw line.Wrong("the protocol must be tcp or udp"),
        };
        if (!ushort.TryParse(line.Cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw line.Wrong("the port must be a number from 0 to 65535");
        }

        var service = line.Cells[2];
        if (!service.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw line.Wrong("the service must be of lower-case letters, digits and dashes");
        }

        var (isQuick, isFirst) = line.Cells[3] switch
        {
            "first" => (true, true),
            "yes" => (true, false),
            "no" => (false, false),
            _ => throw line.Wrong("quick must be first, yes or no"),
        };
        if (isQuick && protocol == ProbeProtocol.Udp)
        {
            throw line.Wrong("quick must be no: a UDP port that is probed stands at its probe");
        }

        return new CatalogueRow(
            new CatalogueEntry(protocol, port, service, line.Cells[6], isQuick) { Exposure = ExposureOf(line) }, isFirst, CarefulOf(line, protocol));
    }

    private static int? CarefulOf(EmbeddedTableRow line, ProbeProtocol protocol) =>
        line.Cells[4] == "-" ? null
        : protocol == ProbeProtocol.Tcp && int.TryParse(line.Cells[4], NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place > 0 ? place
        : throw line.Wrong("careful must be a place from 1 on, of a TCP port, or -");

    private static ExposureClass ExposureOf(EmbeddedTableRow line) => line.Cells[5] switch
    {
        "severe" => ExposureClass.Severe,
        "high" => ExposureClass.High,
        "-" => ExposureClass.Named,
        _ => throw line.Wrong("exposure must be severe, high or -"),
    };

    private static void CheckPlaces(List<CatalogueRow> rows)
    {
        int[] places = [.. rows.Select(row => row.Careful).OfType<int>().Order()];
        if (!places.SequenceEqual(Enumerable.Range(1, places.Length)))
        {
            throw new InvalidDataException($"{FileName}: the places in the column careful must be 1, 2 and so on, each once.");
        }
    }

    private static int Order(CatalogueEntry entry) => ((int)entry.Protocol << 16) | entry.Port;
}
