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
    /// The TCP ports of the quick profile in the order of its reports: first what is most often found open or matters most, then the others
    /// ascending.
    /// </summary>
    public IReadOnlyList<ushort> QuickTcpPorts { get; }

    /// <summary>
    /// The TCP ports that are most often found open to the internet, most often first. A firewall that bans whoever asks much should have
    /// answered for them before it does.
    /// </summary>
    public IReadOnlyList<ushort> CarefulTcpPorts { get; }

    /// <summary>How much is at stake where a probe finds its port open. An operator's payload and a firewall test say nothing that is known of beforehand.</summary>
    public ExposureClass ExposureOf(Probe probe) =>
        probe.Kind.IsPayload() || probe.Kind.Info().TestsFirewall || probe.Port is not { } port ? ExposureClass.Other
        : Find(probe.Protocol, port)?.Exposure ?? ExposureClass.Other;

    /// <summary>The entry of a port, or null if it has none.</summary>
    public CatalogueEntry? Find(ProbeProtocol protocol, ushort port) => _entries.GetValueOrDefault((protocol, port));
}
