using System.Reflection;

using PortScanner.Core.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>
/// The one instance of each UDP probe. They are found once, by <see cref="UdpProbeAttribute"/>, so that a probe is added by its class alone; a
/// kind that has no class, or several, keeps the program from starting.
/// </summary>
public static class UdpProbes
{
    private static readonly ProbeKind[] Kinds =
        [.. ProbeKinds.All.Where(info => info.Protocol == ProbeProtocol.Udp && !info.Kind.IsPayload()).Select(info => info.Kind)];

    private static readonly ProbeKindTable<IUdpProbe> ByKind = new(
        [
            .. Assembly.GetExecutingAssembly().GetTypes()
                .Where(type => type.IsDefined(typeof(UdpProbeAttribute), inherit: false))
                .Select(type => (IUdpProbe)Activator.CreateInstance(type)!),
        ],
        probe => probe.Kind,
        Kinds);

    private static readonly IUdpProbe[] Table = [.. Kinds.Select(ByKind.Of)];

    private static readonly ushort[] FixedPorts = [.. Table.Select(probe => probe.FixedReplyPort).OfType<ushort>().Distinct()];

    /// <summary>The ports of ours that services answer to whatever port was asked from.</summary>
    public static IReadOnlyList<ushort> FixedReplyPorts => FixedPorts;

    /// <summary>All probes, in the order of <see cref="ProbeKinds.All"/>.</summary>
    public static IReadOnlyList<IUdpProbe> All => Table;

    /// <summary>The probe of <paramref name="kind"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not sent in UDP, or what it sends is the operator's.</exception>
    public static IUdpProbe For(ProbeKind kind) => ByKind.Of(kind);

    /// <summary>Whether <paramref name="port"/> is one of <see cref="FixedReplyPorts"/>.</summary>
    public static bool IsFixedReplyPort(ushort port) => Array.IndexOf(FixedPorts, port) >= 0;
}
