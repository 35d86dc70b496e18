using System.Net.Sockets;

namespace PortScanner.Core.Probes;

/// <summary>The row of <see cref="ProbeKinds"/> that a kind has.</summary>
internal abstract class ProbeRowAttribute : Attribute
{
    /// <summary>The one address family that the probed protocol exists in; unspecified for both.</summary>
    public AddressFamily OnlyFamily { get; init; }

    /// <summary>The row.</summary>
    /// <param name="kind">The kind that bears it.</param>
    public abstract ProbeKindInfo RowOf(ProbeKind kind);

    /// <summary>The family, as rows have it.</summary>
    protected AddressFamily? Family => OnlyFamily == AddressFamily.Unspecified ? null : OnlyFamily;
}

/// <summary>Of a kind that serves any port or none.</summary>
/// <param name="name">The name in reports.</param>
/// <param name="protocol">The protocol it is sent in.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class ProbeNameAttribute(string name, ProbeProtocol protocol) : ProbeRowAttribute
{
    /// <summary>The name in reports.</summary>
    public string Name => name;

    /// <summary>The protocol it is sent in.</summary>
    public ProbeProtocol Protocol => protocol;

    /// <summary>Whether it asks how a firewall treats odd packets.</summary>
    public bool TestsFirewall { get; init; }

    /// <inheritdoc />
    public override ProbeKindInfo RowOf(ProbeKind kind) => new(kind, Name, Protocol, Port: null, Family) { TestsFirewall = TestsFirewall };
}

/// <summary>Of a UDP service.</summary>
/// <param name="name">The name in reports.</param>
/// <param name="port">The port that the quick profile sends it to.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class UdpServiceAttribute(string name, ushort port) : ProbeRowAttribute
{
    /// <summary>The name in reports.</summary>
    public string Name => name;

    /// <summary>The port that the quick profile sends it to.</summary>
    public ushort Port => port;

    /// <summary>The port's own name in the catalogue; null where an earlier kind of the same port gives it.</summary>
    public string? Service { get; init; }

    /// <summary>The message <c>risk.NAME</c> that says why it matters that the internet reaches the port; stands beside <see cref="Service"/>.</summary>
    public string? Risk { get; init; }

    /// <summary>Whether whoever gets in has the machine, its data or its network.</summary>
    public bool IsSevere { get; init; }

    /// <summary>How much more than it receives the service is known to send; null if no floods are known to be made of it.</summary>
    public string? PublishedFactor { get; init; }

    /// <inheritdoc />
    public override ProbeKindInfo RowOf(ProbeKind kind) => new(kind, Name, ProbeProtocol.Udp, Port, Family, PublishedFactor)
    {
        CatalogueEntry = (Service, Risk) switch
        {
            (null, null) => null,
            ({ } service, { } risk) => new CatalogueEntry(ProbeProtocol.Udp, Port, service, risk, IsQuick: true)
            {
                Exposure = IsSevere ? ExposureClass.Severe : PublishedFactor is not null ? ExposureClass.High : ExposureClass.Named,
            },
            _ => throw new InvalidOperationException($"{kind} has one of the port's name and the risk, and needs both or none."),
        },
    };
}
