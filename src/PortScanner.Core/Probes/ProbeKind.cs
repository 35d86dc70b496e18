namespace PortScanner.Core.Probes;

/// <summary>What is asked of a port. <see cref="ProbeKinds"/> gives each its published name, protocol and home port.</summary>
public enum ProbeKind : byte
{
    /// <summary>A TCP SYN.</summary>
    Syn,

    /// <summary>An ICMP or ICMPv6 echo request; it has no port.</summary>
    Echo,

    /// <summary>The operator's first payload for a UDP port that has no probe of its own.</summary>
    UdpPayload,

    /// <summary>The operator's second payload for such a port.</summary>
    UdpPayload2,

    /// <summary>The operator's third payload for such a port.</summary>
    UdpPayload3,

    /// <summary>The operator's fourth payload for such a port.</summary>
    UdpPayload4,

    /// <summary>An empty UDP datagram, for a UDP port that has neither a probe nor a payload.</summary>
    UdpEmpty,

    /// <summary>A datagram to the quote of the day.</summary>
    Qotd,

    /// <summary>A datagram to a character generator.</summary>
    Chargen,

    /// <summary>A DNS query.</summary>
    Dns,

    /// <summary>A TFTP read request.</summary>
    Tftp,

    /// <summary>An rpcbind null call.</summary>
    Rpcbind,

    /// <summary>An NTP client query.</summary>
    Ntp,

    /// <summary>The NTP mode 7 monitor list request.</summary>
    NtpMonlist,

    /// <summary>A NetBIOS node status request (IPv4 only).</summary>
    NetBiosName,

    /// <summary>An SNMPv1 get.</summary>
    SnmpV1,

    /// <summary>An SNMPv2c get.</summary>
    SnmpV2c,

    /// <summary>An SNMPv3 engine discovery.</summary>
    SnmpV3,

    /// <summary>An XDMCP query.</summary>
    Xdmcp,

    /// <summary>A search of an LDAP directory's root, in UDP.</summary>
    Cldap,

    /// <summary>An SLP request for the types of service.</summary>
    Slp,

    /// <summary>A QUIC packet of a version that no server speaks.</summary>
    Quic,

    /// <summary>A DTLS ClientHello.</summary>
    Dtls,

    /// <summary>An IKEv2 IKE_SA_INIT.</summary>
    IkeV2,

    /// <summary>A RIP version 2 whole-table request (IPv4 only).</summary>
    Rip,

    /// <summary>A RIPng whole-table request (IPv6 only).</summary>
    RipNg,

    /// <summary>A DHCPv6 information request (IPv6 only).</summary>
    DhcpV6,

    /// <summary>An RMCP presence ping (IPv4 only).</summary>
    Ipmi,

    /// <summary>An OpenVPN client's hard reset.</summary>
    OpenVpn,

    /// <summary>A SQL Server Browser request for all instances.</summary>
    MsSqlBrowser,

    /// <summary>An L2TP Start-Control-Connection-Request.</summary>
    L2tp,

    /// <summary>An SSDP search.</summary>
    Ssdp,

    /// <summary>An Apple Remote Desktop information request (IPv4 only).</summary>
    AppleRemoteDesktop,

    /// <summary>The SYN of Remote Desktop over UDP.</summary>
    RdpUdp,

    /// <summary>A STUN binding request.</summary>
    Stun,

    /// <summary>An MPLS LSP ping.</summary>
    MplsPing,

    /// <summary>A WS-Discovery probe.</summary>
    WsDiscovery,

    /// <summary>An IKEv2 IKE_SA_INIT behind the non-ESP marker of NAT traversal.</summary>
    IkeV2NatT,

    /// <summary>A SIP OPTIONS request.</summary>
    Sip,

    /// <summary>A NAT-PMP external address request (IPv4 only).</summary>
    NatPmp,

    /// <summary>A PCP ANNOUNCE request.</summary>
    Pcp,

    /// <summary>A multicast DNS query, sent to the one host.</summary>
    Mdns,

    /// <summary>A CoAP ping.</summary>
    Coap,

    /// <summary>A Ubiquiti device search (IPv4 only).</summary>
    Ubiquiti,

    /// <summary>A memcached text-protocol version command.</summary>
    MemcachedText,

    /// <summary>A memcached binary-protocol version command.</summary>
    MemcachedBinary,

    /// <summary>A search for a Plex media server (IPv4 only).</summary>
    PlexGdm,

    /// <summary>A search for a Dahua camera or recorder (IPv4 only).</summary>
    Dhip,

    /// <summary>A BACnet/IP ReadProperty (IPv4 only).</summary>
    Bacnet,

    /// <summary>A TCP ACK that belongs to no connection.</summary>
    Ack,

    /// <summary>The same, asked for the window of the reset.</summary>
    Window,

    /// <summary>A TCP FIN that belongs to no connection.</summary>
    Fin,

    /// <summary>A TCP segment without any control bit.</summary>
    Null,

    /// <summary>A TCP segment with FIN, PSH and URG.</summary>
    Xmas,

    /// <summary>A TCP FIN+ACK that belongs to no connection.</summary>
    Maimon,

    /// <summary>A TCP SYN behind a destination options header that holds padding only (IPv6 only).</summary>
    SynOptions,

    /// <summary>A TCP SYN behind a fragment header that says that it is the whole packet (IPv6 only).</summary>
    SynFragment,

    /// <summary>An ICMP timestamp request (IPv4 only).</summary>
    Timestamp,

    /// <summary>An ICMP address mask request (IPv4 only).</summary>
    AddressMask,

    /// <summary>A packet whose next header no host knows (IPv6 only).</summary>
    UnknownHeader,

    /// <summary>An echo request behind a destination option that no host knows (IPv6 only).</summary>
    UnknownOption,
}
