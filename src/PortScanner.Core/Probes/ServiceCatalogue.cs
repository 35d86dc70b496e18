using System.Collections.Frozen;

namespace PortScanner.Core.Probes;

/// <summary>The ports that have a name and a sentence: what usually answers there, and why it matters.</summary>
public sealed class ServiceCatalogue
{
    private readonly FrozenDictionary<(ProbeProtocol Protocol, ushort Port), CatalogueEntry> _entries;

    internal ServiceCatalogue(IReadOnlyList<CatalogueRow> rows)
    {
        Entries = [.. rows.Select(row => row.Entry)];
        _entries = Entries.ToFrozenDictionary(entry => (entry.Protocol, entry.Port));
        QuickTcpPorts =
        [
            .. rows.Where(row => row.Entry is { IsQuick: true, Protocol: ProbeProtocol.Tcp })
                .OrderByDescending(row => row.IsFirst)
                .Select(row => row.Entry.Port),
        ];
        CarefulTcpPorts = [.. rows.Where(row => row.Careful is not null).OrderBy(row => row.Careful).Select(row => row.Entry.Port)];
    }

    /// <summary>The catalogue that ships with the program.</summary>
    public static ServiceCatalogue Default { get; } = ServiceCatalogueLoader.LoadEmbedded();

    /// <summary>All entries, TCP before UDP, ascending by port.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>
    /// The TCP ports of the quick profile in sending order: first what is most often found open or matters most, then the others
    /// ascending. A device that limits its answers gives them to those who ask first.
    /// </summary>
    public IReadOnlyList<ushort> QuickTcpPorts { get; }

    /// <summary>
    /// The TCP ports that are most often found open to the internet, most often first. A firewall that bans whoever asks much should have
    /// answered for them before it does.
    /// </summary>
    public IReadOnlyList<ushort> CarefulTcpPorts { get; }

    /// <summary>The entry of a port, or null if it has none.</summary>
    public CatalogueEntry? Find(ProbeProtocol protocol, ushort port) => _entries.GetValueOrDefault((protocol, port));
}
