using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>An independent dissector reads each request as the protocol it is meant to be, and finds nothing wrong with it.</summary>
[Trait("Needs", "tshark")]
public sealed class DissectionTests
{
    private const ushort AnyPort = 50001;
    private const ushort FirstSourcePort = 40000;

    /// <summary>What tshark calls the layers above UDP, and the words its summary must hold.</summary>
    private static readonly Dictionary<ProbeKind, (string Layers, string Info)> Expected = new()
    {
        [ProbeKind.UdpEmpty] = ("", "Len=0"),
        [ProbeKind.Qotd] = (":data", "Len=1"),
        [ProbeKind.Chargen] = (":chargen", "Chargen"),
        [ProbeKind.Dns] = (":dns", "Standard query 0x0123 SOA <Root>"),
        [ProbeKind.Tftp] = (":tftp", "Read Request, File: 01234567, Transfer type: octet"),
        [ProbeKind.Rpcbind] = (":rpc", "V2 NULL Call"),
        [ProbeKind.Ntp] = (":ntp", "NTP Version 4, client"),
        [ProbeKind.NtpMonlist] = (":ntp", "NTP Version 2, private, Request, MON_GETLIST_1"),
        [ProbeKind.NetBiosName] = (":nbns", "Name query NBSTAT *"),
        [ProbeKind.SnmpV1] = (":snmp", "get-request 1.3.6.1.2.1.1.3.0"),
        [ProbeKind.SnmpV2c] = (":snmp", "get-request 1.3.6.1.2.1.1.3.0"),
        [ProbeKind.SnmpV3] = (":snmp", "get-request"),
        [ProbeKind.Xdmcp] = (":xdmcp", "Query"),
        [ProbeKind.Cldap] = (":cldap", "searchRequest"),
        [ProbeKind.Slp] = (":srvloc", "Service Type Request"),
        [ProbeKind.Quic] = (":quic", "Initial, DCID=0123456789abcdef, SCID=fedcba9876543210"),
        [ProbeKind.Dtls] = (":dtls", "Client Hello"),
        [ProbeKind.IkeV2] = (":isakmp", "IKE_SA_INIT MID=00 Initiator Request"),
        [ProbeKind.Rip] = (":rip", "Request"),
        [ProbeKind.RipNg] = (":ripng", "Command Request, Version 1"),
        [ProbeKind.DhcpV6] = (":dhcpv6", "Information-request XID: 0x012345"),
        [ProbeKind.Ipmi] = (":rmcp:asf", "Presence Ping"),
        [ProbeKind.OpenVpn] = (":openvpn", "P_CONTROL_HARD_RESET_CLIENT_V2"),
        [ProbeKind.MsSqlBrowser] = (":data", "Len=1"),
        [ProbeKind.L2tp] = (":l2tp", "SCCRQ"),
        [ProbeKind.Ssdp] = (":ssdp", "M-SEARCH * HTTP/1.1"),
        [ProbeKind.AppleRemoteDesktop] = (":data", "Len=5"),
        [ProbeKind.RdpUdp] = (":rdpudp", "SYN"),
        [ProbeKind.Stun] = (":stun", "Binding Request"),
        [ProbeKind.MplsPing] = (":mpls-echo", "MPLS Echo Request"),
        [ProbeKind.WsDiscovery] = (":data", "Len="),
        [ProbeKind.IkeV2NatT] = (":udpencap:isakmp", "IKE_SA_INIT MID=00 Initiator Request"),
        [ProbeKind.Sip] = (":sip", "Request: OPTIONS sip:invalid"),
        [ProbeKind.NatPmp] = (":portcontrol", "External Address Request"),
        [ProbeKind.Pcp] = (":portcontrol", "Announce Request"),
        [ProbeKind.Mdns] = (":mdns", "PTR _services._dns-sd._udp.local"),
        [ProbeKind.Coap] = (":coap", "CON, MID:291, Empty Message"),
        [ProbeKind.Ubiquiti] = (":data", "Len=4"),
        [ProbeKind.MemcachedText] = (":memcache", "MEMCACHE"),
        [ProbeKind.MemcachedBinary] = (":memcache", "MEMCACHE"),
        [ProbeKind.PlexGdm] = (":data", "Len=23"),
        [ProbeKind.Dhip] = (":data", "Len="),
        [ProbeKind.Bacnet] = (":bvlc:bacnet:bacapp", "readProperty"),
    };

    private static readonly Lazy<Dictionary<(ProbeKind, AddressFamily), Dissection>> Dissections = new(DissectAll);

    public static TheoryData<ProbeKind, AddressFamily> Requests
    {
        get
        {
            var data = new TheoryData<ProbeKind, AddressFamily>();
            foreach (var (kind, family) in KindsAndFamilies())
            {
                data.Add(kind, family);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_dissected_by_tshark_is_its_protocol_without_a_complaint(ProbeKind kind, AddressFamily family)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var dissection = Dissections.Value[(kind, family)];
        string network = family == AddressFamily.InterNetworkV6 ? "raw:ipv6:udp" : "raw:ip:udp";
        Assert.Equal(network + Expected[kind].Layers, dissection.Protocols);
        Assert.False(dissection.Malformed, dissection.ToString());
        Assert.Contains(Expected[kind].Info, dissection.Info, StringComparison.Ordinal);

        // tshark takes a QUIC packet of an unknown version for one of version 1, and warns that it cannot be decrypted.
        Assert.Equal(kind == ProbeKind.Quic, dissection.HasComplaint);
    }

    /// <summary>tshark knows memcached's commands but not their frame in UDP, so they are shown to it without.</summary>
    [Theory]
    [InlineData(ProbeKind.MemcachedText, "version")]
    [InlineData(ProbeKind.MemcachedBinary, "Version Request")]
    public void Memcached_request_without_its_frame_is_dissected_as_the_version_command(ProbeKind kind, string info)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        const int frameLength = 8;
        var dissection = Assert.Single(Tshark.Dissect([Datagrams.V4(FirstSourcePort, 11211, Sample.Request(kind)[frameLength..])]));

        Assert.Equal("raw:ip:udp:memcache", dissection.Protocols);
        Assert.False(dissection.Malformed, dissection.ToString());
        Assert.False(dissection.HasComplaint, dissection.ToString());
        Assert.Contains(info, dissection.Info, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Dissector_shown_a_request_that_was_cut_short_complains()
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var dissection = Assert.Single(Tshark.Dissect([Datagrams.V4(FirstSourcePort, 53, Sample.Request(ProbeKind.Dns)[..^3])]));

        Assert.True(dissection.Malformed && dissection.HasComplaint, dissection.ToString());
    }

    private static IEnumerable<(ProbeKind Kind, AddressFamily Family)> KindsAndFamilies() =>
        from info in ProbeKinds.All
        where info.Protocol == ProbeProtocol.Udp && !info.Kind.IsPayload()
        from family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }
        where info.IsFor(family)
        select (info.Kind, family);

    private static Dictionary<(ProbeKind, AddressFamily), Dissection> DissectAll()
    {
        var requests = KindsAndFamilies().ToList();
        var dissections = Tshark.Dissect([.. requests.Select(request => Packet(request.Kind, request.Family))]);
        return requests.Zip(dissections).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static byte[] Packet(ProbeKind kind, AddressFamily family)
    {
        // A source port of its own, because tshark takes whatever later comes from the port of a TFTP request for that transfer.
        ushort sourcePort = (ushort)(FirstSourcePort + (int)kind);
        ushort port = kind.Info().Port ?? AnyPort;
        byte[] payload = Sample.Request(kind);
        return family == AddressFamily.InterNetworkV6 ? Datagrams.V6(sourcePort, port, payload) : Datagrams.V4(sourcePort, port, payload);
    }
}
