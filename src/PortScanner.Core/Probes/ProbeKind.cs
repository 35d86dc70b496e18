namespace PortScanner.Core.Probes;

/// <summary>What is asked of a port. <see cref="ProbeKinds"/> gives each its published name, protocol and home port.</summary>
/// <remarks>
/// The numbers are stored in MariaDB and sent between front end and tester, so a kind keeps its own, and the number of one that is gone is
/// not given again. Their order means nothing, but that the four payloads follow each other. The next is 61.
/// </remarks>
public enum ProbeKind : byte
{
    /// <summary>A TCP SYN.</summary>
    Syn = 0,

    /// <summary>An ICMP or ICMPv6 echo request; it has no port.</summary>
    Echo = 1,

    /// <summary>The operator's first payload for a UDP port that has no probe of its own.</summary>
    UdpPayload = 2,

    /// <summary>The operator's second payload for such a port.</summary>
    UdpPayload2 = 3,

    /// <summary>The operator's third payload for such a port.</summary>
    UdpPayload3 = 4,

    /// <summary>The operator's fourth payload for such a port.</summary>
    UdpPayload4 = 5,

    /// <summary>An empty UDP datagram, for a UDP port that has neither a probe nor a payload.</summary>
    UdpEmpty = 6,

    /// <summary>A datagram to the quote of the day.</summary>
    Qotd = 7,

    /// <summary>A datagram to a character generator.</summary>
    Chargen = 8,

    /// <summary>A DNS query.</summary>
    Dns = 9,

    /// <summary>A TFTP read request.</summary>
    Tftp = 10,

    /// <summary>An rpcbind null call.</summary>
    Rpcbind = 11,

    /// <summary>An NTP client query.</summary>
    Ntp = 12,

    /// <summary>The NTP mode 7 monitor list request.</summary>
    NtpMonlist = 13,

    /// <summary>A NetBIOS node status request (IPv4 only).</summary>
    NetBiosName = 14,

    /// <summary>An SNMPv1 get.</summary>
    SnmpV1 = 15,

    /// <summary>An SNMPv2c get.</summary>
    SnmpV2c = 16,

    /// <summary>An SNMPv3 engine discovery.</summary>
    SnmpV3 = 17,

    /// <summary>An XDMCP query.</summary>
    Xdmcp = 18,

    /// <summary>A search of an LDAP directory's root, in UDP.</summary>
    Cldap = 19,

    /// <summary>An SLP request for the types of service.</summary>
    Slp = 20,

    /// <summary>A QUIC packet of a version that no server speaks.</summary>
    Quic = 21,

    /// <summary>A DTLS ClientHello.</summary>
    Dtls = 22,

    /// <summary>An IKEv2 IKE_SA_INIT.</summary>
    IkeV2 = 23,

    /// <summary>A RIP version 2 whole-table request (IPv4 only).</summary>
    Rip = 24,

    /// <summary>A RIPng whole-table request (IPv6 only).</summary>
    RipNg = 25,

    /// <summary>A DHCPv6 information request (IPv6 only).</summary>
    DhcpV6 = 26,

    /// <summary>An RMCP presence ping (IPv4 only).</summary>
    Ipmi = 27,

    /// <summary>An OpenVPN client's hard reset.</summary>
    OpenVpn = 28,

    /// <summary>A SQL Server Browser request for all instances.</summary>
    MsSqlBrowser = 29,

    /// <summary>An L2TP Start-Control-Connection-Request.</summary>
    L2tp = 30,

    /// <summary>An SSDP search.</summary>
    Ssdp = 31,

    /// <summary>An Apple Remote Desktop information request (IPv4 only).</summary>
    AppleRemoteDesktop = 32,

    /// <summary>The SYN of Remote Desktop over UDP.</summary>
    RdpUdp = 33,

    /// <summary>A STUN binding request.</summary>
    Stun = 34,

    /// <summary>An MPLS LSP ping.</summary>
    MplsPing = 35,

    /// <summary>A WS-Discovery probe.</summary>
    WsDiscovery = 36,

    /// <summary>An IKEv2 IKE_SA_INIT behind the non-ESP marker of NAT traversal.</summary>
    IkeV2NatT = 37,

    /// <summary>A SIP OPTIONS request.</summary>
    Sip = 38,

    /// <summary>A NAT-PMP external address request (IPv4 only).</summary>
    NatPmp = 39,

    /// <summary>A PCP ANNOUNCE request.</summary>
    Pcp = 40,

    /// <summary>A multicast DNS query, sent to the one host.</summary>
    Mdns = 41,

    /// <summary>A CoAP ping.</summary>
    Coap = 42,

    /// <summary>A Ubiquiti device search (IPv4 only).</summary>
    Ubiquiti = 43,

    /// <summary>A memcached text-protocol version command.</summary>
    MemcachedText = 44,

    /// <summary>A memcached binary-protocol version command.</summary>
    MemcachedBinary = 45,

    /// <summary>A search for a Plex media server (IPv4 only).</summary>
    PlexGdm = 46,

    /// <summary>A search for a Dahua camera or recorder (IPv4 only).</summary>
    Dhip = 47,

    /// <summary>A BACnet/IP ReadProperty (IPv4 only).</summary>
    Bacnet = 48,

    /// <summary>A TCP ACK that belongs to no connection.</summary>
    Ack = 49,

    /// <summary>The same, asked for the window of the reset.</summary>
    Window = 50,

    /// <summary>A TCP FIN that belongs to no connection.</summary>
    Fin = 51,

    /// <summary>A TCP segment without any control bit.</summary>
    Null = 52,

    /// <summary>A TCP segment with FIN, PSH and URG.</summary>
    Xmas = 53,

    /// <summary>A TCP FIN+ACK that belongs to no connection.</summary>
    Maimon = 54,

    /// <summary>A TCP SYN behind a destination options header that holds padding only (IPv6 only).</summary>
    SynOptions = 55,

    /// <summary>A TCP SYN behind a fragment header that says that it is the whole packet (IPv6 only).</summary>
    SynFragment = 56,

    /// <summary>An ICMP timestamp request (IPv4 only).</summary>
    Timestamp = 57,

    /// <summary>An ICMP address mask request (IPv4 only).</summary>
    AddressMask = 58,

    /// <summary>A packet whose next header no host knows (IPv6 only).</summary>
    UnknownHeader = 59,

    /// <summary>An echo request behind a destination option that no host knows (IPv6 only).</summary>
    UnknownOption = 60,
}
