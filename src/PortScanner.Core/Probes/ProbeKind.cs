using System.Net.Sockets;

namespace PortScanner.Core.Probes;

/// <summary>What is asked of a port, with its row of <see cref="ProbeKinds"/>: all that the domain knows of a kind stands at its number.</summary>
/// <remarks>
/// The numbers are stored in MariaDB and sent between front end and tester, so a kind keeps its own, and the number of one that is gone is
/// not given again. Their order means nothing, but that the four payloads follow each other. The next is 61.
/// </remarks>
public enum ProbeKind : byte
{
    /// <summary>A TCP SYN.</summary>
    [ProbeName("syn", ProbeProtocol.Tcp)]
    Syn = 0,

    /// <summary>An ICMP or ICMPv6 echo request; it has no port.</summary>
    [ProbeName("echo", ProbeProtocol.Icmp)]
    Echo = 1,

    /// <summary>The operator's first payload for a UDP port that has no probe of its own.</summary>
    [ProbeName("udp-payload", ProbeProtocol.Udp)]
    UdpPayload = 2,

    /// <summary>The operator's second payload for such a port.</summary>
    [ProbeName("udp-payload-2", ProbeProtocol.Udp)]
    UdpPayload2 = 3,

    /// <summary>The operator's third payload for such a port.</summary>
    [ProbeName("udp-payload-3", ProbeProtocol.Udp)]
    UdpPayload3 = 4,

    /// <summary>The operator's fourth payload for such a port.</summary>
    [ProbeName("udp-payload-4", ProbeProtocol.Udp)]
    UdpPayload4 = 5,

    /// <summary>An empty UDP datagram, for a UDP port that has neither a probe nor a payload.</summary>
    [ProbeName("udp-empty", ProbeProtocol.Udp)]
    UdpEmpty = 6,

    /// <summary>A datagram to the quote of the day.</summary>
    [UdpService("qotd", 17, Service = "qotd", Risk = "qotd-udp", PublishedFactor = "140")]
    Qotd = 7,

    /// <summary>A datagram to a character generator.</summary>
    [UdpService("chargen", 19, Service = "chargen", Risk = "chargen-udp", PublishedFactor = "359")]
    Chargen = 8,

    /// <summary>A DNS query.</summary>
    [UdpService("dns", 53, Service = "domain", Risk = "domain-udp", PublishedFactor = "28 to 54", IsSevere = true)]
    Dns = 9,

    /// <summary>A TFTP read request.</summary>
    [UdpService("tftp", 69, Service = "tftp", Risk = "tftp", PublishedFactor = "60", IsSevere = true)]
    Tftp = 10,

    /// <summary>An rpcbind null call.</summary>
    [UdpService("rpcbind", 111, Service = "rpcbind", Risk = "rpcbind", PublishedFactor = "7 to 28")]
    Rpcbind = 11,

    /// <summary>An NTP client query.</summary>
    [UdpService("ntp", 123, Service = "ntp", Risk = "ntp")]
    Ntp = 12,

    /// <summary>The NTP mode 7 monitor list request.</summary>
    [UdpService("ntp-monlist", 123, PublishedFactor = "557")]
    NtpMonlist = 13,

    /// <summary>A NetBIOS node status request (IPv4 only).</summary>
    [UdpService("netbios-ns", 137, OnlyFamily = AddressFamily.InterNetwork, Service = "netbios-ns", Risk = "netbios-ns-udp", PublishedFactor = "4")]
    NetBiosName = 14,

    /// <summary>An SNMPv1 get.</summary>
    [UdpService("snmpv1", 161, Service = "snmp", Risk = "snmp-udp", IsSevere = true)]
    SnmpV1 = 15,

    /// <summary>An SNMPv2c get.</summary>
    [UdpService("snmpv2c", 161, PublishedFactor = "6")]
    SnmpV2c = 16,

    /// <summary>An SNMPv3 engine discovery.</summary>
    [UdpService("snmpv3", 161)]
    SnmpV3 = 17,

    /// <summary>An XDMCP query.</summary>
    [UdpService("xdmcp", 177, Service = "xdmcp", Risk = "xdmcp", PublishedFactor = "7")]
    Xdmcp = 18,

    /// <summary>A search of an LDAP directory's root, in UDP.</summary>
    [UdpService("cldap", 389, Service = "cldap", Risk = "cldap", PublishedFactor = "56 to 70")]
    Cldap = 19,

    /// <summary>An SLP request for the types of service.</summary>
    [UdpService("slp", 427, Service = "svrloc", Risk = "svrloc-udp", PublishedFactor = "2 to 2,200")]
    Slp = 20,

    /// <summary>A QUIC packet of a version that no server speaks.</summary>
    [UdpService("quic", 443, Service = "https", Risk = "https-udp")]
    Quic = 21,

    /// <summary>A DTLS ClientHello.</summary>
    [UdpService("dtls", 443)]
    Dtls = 22,

    /// <summary>An IKEv2 IKE_SA_INIT.</summary>
    [UdpService("ikev2", 500, Service = "isakmp", Risk = "isakmp")]
    IkeV2 = 23,

    /// <summary>A RIP version 2 whole-table request (IPv4 only).</summary>
    [UdpService("rip", 520, OnlyFamily = AddressFamily.InterNetwork, Service = "route", Risk = "route", PublishedFactor = "131")]
    Rip = 24,

    /// <summary>A RIPng whole-table request (IPv6 only).</summary>
    [UdpService("ripng", 521, OnlyFamily = AddressFamily.InterNetworkV6, Service = "ripng", Risk = "ripng")]
    RipNg = 25,

    /// <summary>A DHCPv6 information request (IPv6 only).</summary>
    [UdpService("dhcpv6", 547, OnlyFamily = AddressFamily.InterNetworkV6, Service = "dhcpv6-server", Risk = "dhcps")]
    DhcpV6 = 26,

    /// <summary>An RMCP presence ping (IPv4 only).</summary>
    [UdpService("ipmi", 623, OnlyFamily = AddressFamily.InterNetwork, Service = "asf-rmcp", Risk = "oob-ws-http", IsSevere = true)]
    Ipmi = 27,

    /// <summary>An OpenVPN client's hard reset.</summary>
    [UdpService("openvpn", 1194, Service = "openvpn", Risk = "openvpn")]
    OpenVpn = 28,

    /// <summary>A SQL Server Browser request for all instances.</summary>
    [UdpService("mssql-browser", 1434, Service = "ms-sql-m", Risk = "ms-sql-m-udp", PublishedFactor = "10 to 30")]
    MsSqlBrowser = 29,

    /// <summary>An L2TP Start-Control-Connection-Request.</summary>
    [UdpService("l2tp", 1701, Service = "l2tp", Risk = "openvpn")]
    L2tp = 30,

    /// <summary>An SSDP search.</summary>
    [UdpService("ssdp", 1900, Service = "ssdp", Risk = "ssdp", PublishedFactor = "31")]
    Ssdp = 31,

    /// <summary>An Apple Remote Desktop information request (IPv4 only).</summary>
    [UdpService("ard", 3283, OnlyFamily = AddressFamily.InterNetwork, Service = "net-assistant", Risk = "net-assistant-udp", PublishedFactor = "33")]
    AppleRemoteDesktop = 32,

    /// <summary>The SYN of Remote Desktop over UDP.</summary>
    [UdpService("rdp-udp", 3389, Service = "ms-wbt-server", Risk = "ms-wbt-server-udp", PublishedFactor = "29 to 86", IsSevere = true)]
    RdpUdp = 33,

    /// <summary>A STUN binding request.</summary>
    [UdpService("stun", 3478, Service = "stun", Risk = "stun")]
    Stun = 34,

    /// <summary>An MPLS LSP ping.</summary>
    [UdpService("mpls-ping", 3503, Service = "mpls-ping", Risk = "mpls-ping")]
    MplsPing = 35,

    /// <summary>A WS-Discovery probe.</summary>
    [UdpService("ws-discovery", 3702, Service = "ws-discovery", Risk = "ws-discovery", PublishedFactor = "30 to 300")]
    WsDiscovery = 36,

    /// <summary>An IKEv2 IKE_SA_INIT behind the non-ESP marker of NAT traversal.</summary>
    [UdpService("ikev2-natt", 4500, Service = "ipsec-nat-t", Risk = "ipsec-nat-t")]
    IkeV2NatT = 37,

    /// <summary>A SIP OPTIONS request.</summary>
    [UdpService("sip", 5060, Service = "sip", Risk = "sip", PublishedFactor = "up to 15")]
    Sip = 38,

    /// <summary>A NAT-PMP external address request (IPv4 only).</summary>
    [UdpService("nat-pmp", 5351, OnlyFamily = AddressFamily.InterNetwork, Service = "nat-pmp", Risk = "nat-pmp")]
    NatPmp = 39,

    /// <summary>A PCP ANNOUNCE request.</summary>
    [UdpService("pcp", 5351)]
    Pcp = 40,

    /// <summary>A multicast DNS query, sent to the one host.</summary>
    [UdpService("mdns", 5353, Service = "mdns", Risk = "mdns", PublishedFactor = "2 to 10")]
    Mdns = 41,

    /// <summary>A CoAP ping.</summary>
    [UdpService("coap", 5683, Service = "coap", Risk = "coap-udp", PublishedFactor = "about 20")]
    Coap = 42,

    /// <summary>A Ubiquiti device search (IPv4 only).</summary>
    [UdpService("ubiquiti", 10001, OnlyFamily = AddressFamily.InterNetwork, Service = "ubnt-discovery", Risk = "ubnt-discovery", PublishedFactor = "7")]
    Ubiquiti = 43,

    /// <summary>A memcached text-protocol version command.</summary>
    [UdpService("memcached-text", 11211, Service = "memcache", Risk = "memcache-udp", PublishedFactor = "10,000 to 51,000", IsSevere = true)]
    MemcachedText = 44,

    /// <summary>A memcached binary-protocol version command.</summary>
    [UdpService("memcached-binary", 11211, PublishedFactor = "10,000 to 51,000")]
    MemcachedBinary = 45,

    /// <summary>A search for a Plex media server (IPv4 only).</summary>
    [UdpService("plex-gdm", 32414, OnlyFamily = AddressFamily.InterNetwork, Service = "plex-gdm", Risk = "plex-gdm", PublishedFactor = "5 to 10")]
    PlexGdm = 46,

    /// <summary>A search for a Dahua camera or recorder (IPv4 only).</summary>
    [UdpService("dhip", 37810, OnlyFamily = AddressFamily.InterNetwork, Service = "dahua-discovery", Risk = "dahua-discovery", PublishedFactor = "30")]
    Dhip = 47,

    /// <summary>A BACnet/IP ReadProperty (IPv4 only).</summary>
    [UdpService("bacnet", 47808, OnlyFamily = AddressFamily.InterNetwork, Service = "bacnet", Risk = "fox")]
    Bacnet = 48,

    /// <summary>A TCP ACK that belongs to no connection.</summary>
    [ProbeName("ack", ProbeProtocol.Tcp, TestsFirewall = true)]
    Ack = 49,

    /// <summary>The same, asked for the window of the reset.</summary>
    [ProbeName("window", ProbeProtocol.Tcp, TestsFirewall = true)]
    Window = 50,

    /// <summary>A TCP FIN that belongs to no connection.</summary>
    [ProbeName("fin", ProbeProtocol.Tcp, TestsFirewall = true)]
    Fin = 51,

    /// <summary>A TCP segment without any control bit.</summary>
    [ProbeName("null", ProbeProtocol.Tcp, TestsFirewall = true)]
    Null = 52,

    /// <summary>A TCP segment with FIN, PSH and URG.</summary>
    [ProbeName("xmas", ProbeProtocol.Tcp, TestsFirewall = true)]
    Xmas = 53,

    /// <summary>A TCP FIN+ACK that belongs to no connection.</summary>
    [ProbeName("maimon", ProbeProtocol.Tcp, TestsFirewall = true)]
    Maimon = 54,

    /// <summary>A TCP SYN behind a destination options header that holds padding only (IPv6 only).</summary>
    [ProbeName("syn-options", ProbeProtocol.Tcp, OnlyFamily = AddressFamily.InterNetworkV6, TestsFirewall = true)]
    SynOptions = 55,

    /// <summary>A TCP SYN behind a fragment header that says that it is the whole packet (IPv6 only).</summary>
    [ProbeName("syn-fragment", ProbeProtocol.Tcp, OnlyFamily = AddressFamily.InterNetworkV6, TestsFirewall = true)]
    SynFragment = 56,

    /// <summary>An ICMP timestamp request (IPv4 only).</summary>
    [ProbeName("timestamp", ProbeProtocol.Icmp, OnlyFamily = AddressFamily.InterNetwork, TestsFirewall = true)]
    Timestamp = 57,

    /// <summary>An ICMP address mask request (IPv4 only).</summary>
    [ProbeName("address-mask", ProbeProtocol.Icmp, OnlyFamily = AddressFamily.InterNetwork, TestsFirewall = true)]
    AddressMask = 58,

    /// <summary>A packet whose next header no host knows (IPv6 only).</summary>
    [ProbeName("unknown-header", ProbeProtocol.Icmp, OnlyFamily = AddressFamily.InterNetworkV6, TestsFirewall = true)]
    UnknownHeader = 59,

    /// <summary>An echo request behind a destination option that no host knows (IPv6 only).</summary>
    [ProbeName("unknown-option", ProbeProtocol.Icmp, OnlyFamily = AddressFamily.InterNetworkV6, TestsFirewall = true)]
    UnknownOption = 60,
}
