using PortScanner.Lab.Listeners.Services;

namespace PortScanner.Lab.Listeners;

/// <summary>The UDP services that the lab can run, and the probes that each answers.</summary>
internal static class KnownServices
{
    /// <summary>The services that answer each probe of their port.</summary>
    public static IReadOnlyList<ServiceRow> Complete { get; } =
    [
        new(TestService.Qotd(), "qotd"),
        new(TestService.Chargen(), "chargen"),
        new(new DnsService(), "dns"),
        new(new TftpService(), "tftp"),
        new(new RpcbindService(), "rpcbind"),
        new(new XdmcpService(), "xdmcp"),
        new(new CldapService(), "cldap"),
        new(new SlpService(), "slp"),
        new(new WebTunnelService(), "quic", "dtls"),
        new(new IkeService(natTraversal: false), "ikev2"),
        new(new OpenVpnService(), "openvpn"),
        new(new MsSqlBrowserService(), "mssql-browser"),
        new(new L2tpService(), "l2tp"),
        new(new SsdpService(), "ssdp"),
        new(new RdpUdpService(), "rdp-udp"),
        new(new StunService(), "stun"),
        new(new MplsService(), "mpls-ping"),
        new(new WsDiscoveryService(), "ws-discovery"),
        new(new IkeService(natTraversal: true), "ikev2-natt"),
        new(new SipService(), "sip"),
        new(new MdnsService(), "mdns"),
        new(new CoapService(), "coap"),
        new(new MemcachedService(), "memcached-text", "memcached-binary"),
    ];

    /// <summary>The services that exist on IPv4 only, or that are asked more there.</summary>
    public static IReadOnlyList<ServiceRow> OnlyV4 { get; } =
    [
        new(new NetBiosNameService(), "netbios-ns"),
        new(new RipService(), "rip"),
        new(new IpmiService(), "ipmi"),
        new(new AppleRemoteDesktopService(), "ard"),
        new(new PortControlService(), "nat-pmp", "pcp"),
        new(new UbiquitiService(), "ubiquiti"),
        new(new PlexGdmService(), "plex-gdm"),
        new(new DhipService(), "dhip"),
        new(new BacnetService(), "bacnet"),
    ];

    /// <summary>The services that exist on IPv6 only, or that are asked less there.</summary>
    public static IReadOnlyList<ServiceRow> OnlyV6 { get; } =
    [
        new(new RipNgService(), "ripng"),
        new(new DhcpV6Service(), "dhcpv6"),
        new(new PortControlService(), "pcp"),
    ];

    /// <summary>The services that leave one of their port's probes unanswered: NTP's mode 7 and SNMP's version 3.</summary>
    public static IReadOnlyList<ServiceRow> Partial { get; } =
    [
        new(new NtpService(), "ntp"),
        new(new SnmpService(), "snmpv1", "snmpv2c"),
    ];
}
