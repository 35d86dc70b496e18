using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Evidence;

/// <summary>The kinds of ports that one device may answer for alone.</summary>
public enum PortKind
{
    /// <summary>TCP ports of the system range (RFC 6335 section 6), asked by a SYN.</summary>
    SystemTcp,

    /// <summary>All other TCP ports, asked by a SYN.</summary>
    OtherTcp,

    /// <summary>UDP ports.</summary>
    Udp,
}

/// <summary>Recognises devices that answer for every port of a kind, by how many of those that were asked are open.</summary>
public static class PortKinds
{
    /// <summary>How many must have been asked: an ordinary machine offers fewer services that are worth asking for.</summary>
    public const int ManyPorts = 20;

    // Providers stop some ports on the way, such as 25 and 445, whatever stands behind.
    private const double NearlyAll = 0.9;

    private const int LastSystemPort = 1023;

    /// <summary>The kind of a probe's port; null for firewall tests, what has no port, and TCP port 0, which nothing can listen on.</summary>
    public static PortKind? Of(Probe probe) => probe switch
    {
        { Protocol: ProbeProtocol.Udp } => PortKind.Udp,
        { Kind: ProbeKind.Syn, Port: > LastSystemPort } => PortKind.OtherTcp,
        { Kind: ProbeKind.Syn, Port: > 0 } => PortKind.SystemTcp,
        _ => null,
    };

    /// <summary>The kinds of which at least <see cref="ManyPorts"/> were asked and nearly all are open.</summary>
    public static IReadOnlySet<PortKind> SuspectedTarpits(IEnumerable<(Probe Probe, PortState State)> results) =>
        results.Select(result => (Kind: Of(result.Probe), result.State))
            .Where(result => result.Kind is not null)
            .GroupBy(result => result.Kind!.Value, result => result.State)
            .Where(kind => kind.Count() is >= ManyPorts and var count && kind.Count(state => state == PortState.Open) >= NearlyAll * count)
            .Select(kind => kind.Key)
            .ToHashSet();
}
