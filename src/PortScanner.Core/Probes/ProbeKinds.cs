using System.Net.Sockets;

namespace PortScanner.Core.Probes;

/// <summary>One row of <see cref="ProbeKinds"/>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name in reports, as <c>docs/report-format.md</c> lists it.</param>
/// <param name="Protocol">The protocol it is sent in.</param>
/// <param name="Port">The UDP port that the quick profile sends it to; null where the kind serves any port or none.</param>
/// <param name="OnlyFamily">The one address family that the probed protocol exists in; null for both.</param>
/// <param name="IsKnownAmplifier">
/// Whether floods are known to be made of the service: US-CERT alert TA14-017A or later reports measured that it can be made to send
/// about four times as much as it receives, or more.
/// </param>
public sealed record ProbeKindInfo(
    ProbeKind Kind, string Name, ProbeProtocol Protocol, ushort? Port = null, AddressFamily? OnlyFamily = null, bool IsKnownAmplifier = false)
{
    /// <summary>Whether it asks how a firewall treats odd packets (<c>firewall=yes</c>), and says nothing of the port itself.</summary>
    public bool TestsFirewall { get; init; }

    /// <summary>Whether the probe makes sense on <paramref name="family"/>.</summary>
    public bool IsFor(AddressFamily family) => OnlyFamily is null || OnlyFamily == family;
}

/// <summary>The table of probe kinds, in the order in which reports and documents list them: UDP services by their ports.</summary>
public static class ProbeKinds
{
    private static readonly ProbeKindInfo[] Table =
    [
        new(ProbeKind.Syn, "syn", ProbeProtocol.Tcp),
        new(ProbeKind.Echo, "echo", ProbeProtocol.Icmp),
        new(ProbeKind.UdpPayload, "udp-payload", ProbeProtocol.Udp),
        new(ProbeKind.UdpPayload2, "udp-payload-2", ProbeProtocol.Udp),
        new(ProbeKind.UdpPayload3, "udp-payload-3", ProbeProtocol.Udp),
        new(ProbeKind.UdpPayload4, "udp-payload-4", ProbeProtocol.Udp),
        new(ProbeKind.UdpEmpty, "udp-empty", ProbeProtocol.Udp),
        new(ProbeKind.Qotd, "qotd", ProbeProtocol.Udp, 17, IsKnownAmplifier: true),
        new(ProbeKind.Chargen, "chargen", ProbeProtocol.Udp, 19, IsKnownAmplifier: true),
        new(ProbeKind.Dns, "dns", ProbeProtocol.Udp, 53, IsKnownAmplifier: true),
        new(ProbeKind.Tftp, "tftp", ProbeProtocol.Udp, 69, IsKnownAmplifier: true),
        new(ProbeKind.Rpcbind, "rpcbind", ProbeProtocol.Udp, 111, IsKnownAmplifier: true),
        new(ProbeKind.Ntp, "ntp", ProbeProtocol.Udp, 123),
        new(ProbeKind.NtpMonlist, "ntp-monlist", ProbeProtocol.Udp, 123, IsKnownAmplifier: true),
        new(ProbeKind.NetBiosName, "netbios-ns", ProbeProtocol.Udp, 137, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.SnmpV1, "snmpv1", ProbeProtocol.Udp, 161),
        new(ProbeKind.SnmpV2c, "snmpv2c", ProbeProtocol.Udp, 161, IsKnownAmplifier: true),
        new(ProbeKind.SnmpV3, "snmpv3", ProbeProtocol.Udp, 161),
        new(ProbeKind.Xdmcp, "xdmcp", ProbeProtocol.Udp, 177, IsKnownAmplifier: true),
        new(ProbeKind.Cldap, "cldap", ProbeProtocol.Udp, 389, IsKnownAmplifier: true),
        new(ProbeKind.Slp, "slp", ProbeProtocol.Udp, 427, IsKnownAmplifier: true),
        new(ProbeKind.Quic, "quic", ProbeProtocol.Udp, 443),
        new(ProbeKind.Dtls, "dtls", ProbeProtocol.Udp, 443),
        new(ProbeKind.IkeV2, "ikev2", ProbeProtocol.Udp, 500),
        new(ProbeKind.Rip, "rip", ProbeProtocol.Udp, 520, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.RipNg, "ripng", ProbeProtocol.Udp, 521, AddressFamily.InterNetworkV6),
        new(ProbeKind.DhcpV6, "dhcpv6", ProbeProtocol.Udp, 547, AddressFamily.InterNetworkV6),
        new(ProbeKind.Ipmi, "ipmi", ProbeProtocol.Udp, 623, AddressFamily.InterNetwork),
        new(ProbeKind.OpenVpn, "openvpn", ProbeProtocol.Udp, 1194),
        new(ProbeKind.MsSqlBrowser, "mssql-browser", ProbeProtocol.Udp, 1434, IsKnownAmplifier: true),
        new(ProbeKind.L2tp, "l2tp", ProbeProtocol.Udp, 1701),
        new(ProbeKind.Ssdp, "ssdp", ProbeProtocol.Udp, 1900, IsKnownAmplifier: true),
        new(ProbeKind.AppleRemoteDesktop, "ard", ProbeProtocol.Udp, 3283, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.RdpUdp, "rdp-udp", ProbeProtocol.Udp, 3389, IsKnownAmplifier: true),
        new(ProbeKind.Stun, "stun", ProbeProtocol.Udp, 3478),
        new(ProbeKind.MplsPing, "mpls-ping", ProbeProtocol.Udp, 3503),
        new(ProbeKind.WsDiscovery, "ws-discovery", ProbeProtocol.Udp, 3702, IsKnownAmplifier: true),
        new(ProbeKind.IkeV2NatT, "ikev2-natt", ProbeProtocol.Udp, 4500),
        new(ProbeKind.Sip, "sip", ProbeProtocol.Udp, 5060, IsKnownAmplifier: true),
        new(ProbeKind.NatPmp, "nat-pmp", ProbeProtocol.Udp, 5351, AddressFamily.InterNetwork),
        new(ProbeKind.Pcp, "pcp", ProbeProtocol.Udp, 5351),
        new(ProbeKind.Mdns, "mdns", ProbeProtocol.Udp, 5353, IsKnownAmplifier: true),
        new(ProbeKind.Coap, "coap", ProbeProtocol.Udp, 5683, IsKnownAmplifier: true),
        new(ProbeKind.Ubiquiti, "ubiquiti", ProbeProtocol.Udp, 10001, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.MemcachedText, "memcached-text", ProbeProtocol.Udp, 11211, IsKnownAmplifier: true),
        new(ProbeKind.MemcachedBinary, "memcached-binary", ProbeProtocol.Udp, 11211, IsKnownAmplifier: true),
        new(ProbeKind.PlexGdm, "plex-gdm", ProbeProtocol.Udp, 32414, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.Dhip, "dhip", ProbeProtocol.Udp, 37810, AddressFamily.InterNetwork, IsKnownAmplifier: true),
        new(ProbeKind.Bacnet, "bacnet", ProbeProtocol.Udp, 47808, AddressFamily.InterNetwork),
        new(ProbeKind.Ack, "ack", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.Window, "window", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.Fin, "fin", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.Null, "null", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.Xmas, "xmas", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.Maimon, "maimon", ProbeProtocol.Tcp) { TestsFirewall = true },
        new(ProbeKind.SynOptions, "syn-options", ProbeProtocol.Tcp, null, AddressFamily.InterNetworkV6) { TestsFirewall = true },
        new(ProbeKind.SynFragment, "syn-fragment", ProbeProtocol.Tcp, null, AddressFamily.InterNetworkV6) { TestsFirewall = true },
        new(ProbeKind.Timestamp, "timestamp", ProbeProtocol.Icmp, null, AddressFamily.InterNetwork) { TestsFirewall = true },
        new(ProbeKind.AddressMask, "address-mask", ProbeProtocol.Icmp, null, AddressFamily.InterNetwork) { TestsFirewall = true },
        new(ProbeKind.UnknownHeader, "unknown-header", ProbeProtocol.Icmp, null, AddressFamily.InterNetworkV6) { TestsFirewall = true },
        new(ProbeKind.UnknownOption, "unknown-option", ProbeProtocol.Icmp, null, AddressFamily.InterNetworkV6) { TestsFirewall = true },
    ];

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
}
