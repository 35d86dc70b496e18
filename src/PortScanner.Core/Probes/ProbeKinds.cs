using System.Net.Sockets;
using System.Reflection;

namespace PortScanner.Core.Probes;

/// <summary>One row of <see cref="ProbeKinds"/>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name in reports, as <c>docs/report-format.md</c> lists it.</param>
/// <param name="Protocol">The protocol it is sent in.</param>
/// <param name="Port">The UDP port that the quick profile sends it to; null where the kind serves any port or none.</param>
/// <param name="OnlyFamily">The one address family that the probed protocol exists in; null for both.</param>
/// <param name="PublishedFactor">
/// How many times as much as it receives US-CERT alert TA14-017A or later reports measured that the service can be made to send, if that is
/// about four or more; null otherwise.
/// </param>
public sealed record ProbeKindInfo(
    ProbeKind Kind, string Name, ProbeProtocol Protocol, ushort? Port = null, AddressFamily? OnlyFamily = null, string? PublishedFactor = null)
{
    /// <summary>Whether floods are known to be made of the service.</summary>
    public bool IsKnownAmplifier => PublishedFactor is not null;

    /// <summary>What the catalogue says of the port; null where another kind of the same port says it, or none.</summary>
    public CatalogueEntry? CatalogueEntry { get; init; }

    /// <summary>Whether it asks how a firewall treats odd packets (<c>firewall=yes</c>), and says nothing of the port itself.</summary>
    public bool TestsFirewall { get; init; }

    /// <summary>Whether the probe makes sense on <paramref name="family"/>.</summary>
    public bool IsFor(AddressFamily family) => OnlyFamily is null || OnlyFamily == family;
}

/// <summary>
/// The table of probe kinds, in the order in which reports and documents list them: UDP services by their ports, firewall tests behind them.
/// It is made once, of what stands at each <see cref="ProbeKind"/>.
/// </summary>
public static class ProbeKinds
{
    private static readonly ProbeKindInfo[] Table =
        [.. Enum.GetValues<ProbeKind>().Select(RowOf).OrderBy(Part).ThenBy(info => info.Port).ThenBy(info => info.Kind)];

    private static readonly ProbeKindTable<ProbeKindInfo> ByKind = new(Table, info => info.Kind, Enum.GetValues<ProbeKind>());

    /// <summary>All kinds, in the order of the table.</summary>
    public static IReadOnlyList<ProbeKindInfo> All => Table;

    /// <summary>The row of <paramref name="kind"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static ProbeKindInfo Info(this ProbeKind kind) => ByKind.Of(kind);

    /// <summary>Whether <paramref name="kind"/> is one of the operator's payloads.</summary>
    public static bool IsPayload(this ProbeKind kind) => kind is >= ProbeKind.UdpPayload and <= ProbeKind.UdpPayload4;

    /// <summary>The kind of a port's payload.</summary>
    /// <param name="number">Which of the port's payloads, from 0 to 3.</param>
    public static ProbeKind Payload(int number) => (ProbeKind)((int)ProbeKind.UdpPayload + number);

    /// <summary>Which of its port's payloads a probe of <paramref name="kind"/> sends, from 0 to 3.</summary>
    public static int PayloadNumber(this ProbeKind kind) => kind - ProbeKind.UdpPayload;

    /// <summary>The firewall tests that exist on <paramref name="family"/>, sent in <paramref name="protocol"/>.</summary>
    public static IEnumerable<ProbeKind> FirewallTests(AddressFamily family, ProbeProtocol protocol) =>
        Table.Where(info => info.TestsFirewall && info.Protocol == protocol && info.IsFor(family)).Select(info => info.Kind);

    /// <summary>The UDP service probes that exist on <paramref name="family"/>, in port order.</summary>
    public static IEnumerable<ProbeKindInfo> UdpServices(AddressFamily family) =>
        Table.Where(info => info is { Protocol: ProbeProtocol.Udp, Port: not null } && info.IsFor(family));

    private static ProbeKindInfo RowOf(ProbeKind kind) =>
        typeof(ProbeKind).GetField(kind.ToString())?.GetCustomAttribute<ProbeRowAttribute>()?.RowOf(kind)
        ?? throw new InvalidOperationException($"No row stands at {kind}.");

    private static int Part(ProbeKindInfo info) => info.TestsFirewall ? 2 : info.Port is null ? 0 : 1;
}
