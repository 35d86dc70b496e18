using System.Net.Sockets;

namespace PortScanner.Cluster.Testers;

/// <summary>Whether a tester takes scans.</summary>
public enum TesterState
{
    /// <summary>It does.</summary>
    Ready,

    /// <summary>It ends those that it has.</summary>
    Draining,

    /// <summary>It cannot.</summary>
    Sick,
}

/// <summary>The addresses from which a tester asks.</summary>
/// <param name="V4">That of IPv4; null where it has none.</param>
/// <param name="V6">That of IPv6; null where it has none.</param>
/// <param name="Prefix">The network of IPv6 from which each probe takes its own; null where it has none.</param>
public sealed record TesterSources(string? V4, string? V6, string? Prefix);

/// <summary>What a tester has room for.</summary>
/// <param name="Pace">Packets a second that nobody uses.</param>
/// <param name="Probes">Probes that may still be on their way.</param>
/// <param name="Scans">Scans that may still begin.</param>
public sealed record TesterRoom(int Pace, int Probes, int Scans);

/// <summary>The ports of one address family that the tester's own network does not let out.</summary>
/// <param name="Hash">What tells two such maps apart, in Base64.</param>
/// <param name="Count">How many they are.</param>
public sealed record FilteredPorts(string Hash, int Count);

/// <summary>The same of both families, each of which has filters of its own.</summary>
/// <param name="V4">Those of IPv4; null before they were measured.</param>
/// <param name="V6">Those of IPv6; null before they were measured.</param>
public sealed record TesterFilters(FilteredPorts? V4, FilteredPorts? V6)
{
    /// <summary>Those of a family.</summary>
    public FilteredPorts? Of(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? V6 : V4;
}

/// <summary>What a tester tells of itself; no visitor is in it.</summary>
/// <param name="State">Whether it takes scans.</param>
/// <param name="Sources">From where it asks.</param>
/// <param name="Room">What it has room for.</param>
/// <param name="Running">How many scans run.</param>
/// <param name="Version">The version of the program.</param>
/// <param name="PlanHash">What tells apart catalogues and payload files, in Base64.</param>
/// <param name="Reach">How many milliseconds ago a reflector answered; null if none did.</param>
/// <param name="Filtered">What its own network does not let out; null where that is measured for no family.</param>
/// <param name="CaptureLoss">How many packets the capture lost since the start.</param>
public sealed record HeartbeatContents(
    TesterState State,
    TesterSources Sources,
    TesterRoom Room,
    int Running,
    string Version,
    string PlanHash,
    long? Reach,
    TesterFilters? Filtered,
    long CaptureLoss);

/// <summary>A heartbeat, as its tester signs it.</summary>
/// <param name="Protocol">The number of what is spoken on the bus.</param>
/// <param name="Tester">The tester's name.</param>
/// <param name="Epoch">Its life.</param>
/// <param name="Tick">Its own time.</param>
/// <param name="SealKey">The public key with which it wants to be asked.</param>
/// <param name="Contents">What it tells.</param>
public sealed record Heartbeat(int Protocol, string Tester, long Epoch, long Tick, ReadOnlyMemory<byte> SealKey, HeartbeatContents Contents)
{
    /// <summary>What this program speaks. Another number is another grant, envelope or link; nodes of two numbers do not use each other.</summary>
    public const int SpokenProtocol = 1;
}
