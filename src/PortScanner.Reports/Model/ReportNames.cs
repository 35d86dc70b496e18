using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Model;

/// <summary>The published names of the domain's values, as <c>docs/report-format.md</c> lists them.</summary>
public static class ReportNames
{
    /// <summary>The name of a state.</summary>
    public static string Of(PortState state) => state switch
    {
        PortState.Open => "open",
        PortState.Closed => "closed",
        PortState.Rejected => "rejected",
        PortState.Stealth => "stealth",
        PortState.Unfiltered => "unfiltered",
        PortState.Unknown => "unknown",
        PortState.ClosedFiltered => "closed|filtered",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    /// <summary>The name of a state where a bar would mean something else: in a path, a style class, the key of a message.</summary>
    public static string Slug(PortState state) => Of(state).Replace('|', '-');

    /// <summary>The name of a protocol.</summary>
    public static string Of(ProbeProtocol protocol) => protocol switch
    {
        ProbeProtocol.Tcp => "tcp",
        ProbeProtocol.Udp => "udp",
        ProbeProtocol.Icmp => "icmp",
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "Not a protocol."),
    };

    /// <summary>The name of a profile.</summary>
    public static string Of(ScanProfile profile) => profile.Name();

    /// <summary>An address family as people write it.</summary>
    public static string Title(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>The name of an address family.</summary>
    public static string Of(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => "ipv4",
        AddressFamily.InterNetworkV6 => "ipv6",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Neither IPv4 nor IPv6."),
    };
}
