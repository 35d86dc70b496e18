using System.Text;
using System.Xml.Linq;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Each request of the sample's nonce, field by field as its specification lays it out.</summary>
public sealed class RequestTests
{
    public static TheoryData<ProbeKind, string> Vectors => new()
    {
        { ProbeKind.UdpEmpty, "" },

        // ID, RD, one question; root, SOA, IN
        { ProbeKind.Dns, "0123 0100 0001 0000 0000 0000  00 0006 0001" },

        // any byte
        { ProbeKind.Qotd, "0A" },
        { ProbeKind.Chargen, "0A" },

        // RRQ, "01234567", 0, "octet", 0
        { ProbeKind.Tftp, "0001 3031323334353637 00 6F63746574 00" },

        // XID, call, RPC version 2; rpcbind, version 2, NULL; no credential, no verifier
        { ProbeKind.Rpcbind, "01234567 00000000 00000002  000186A0 00000002 00000000  00000000 00000000  00000000 00000000" },

        // LI 0 VN 4 mode 3, zeros, transmit timestamp
        { ProbeKind.Ntp, "23 000000 00000000 00000000 00000000 0000000000000000 0000000000000000 0000000000000000 0123456789ABCDEF" },

        // VN 2 mode 7, sequence 0, XNTPD, MON_GETLIST_1, no items
        { ProbeKind.NtpMonlist, "17 00 03 2A 0000 0000" },

        // ID, no flags, one question; "*" in first-level encoding, NBSTAT, IN
        {
            ProbeKind.NetBiosName,
            "0123 0000 0001 0000 0000 0000  20 434B414141414141414141414141414141414141414141414141414141414141 00 0021 0001"
        },

        // version, "public", GetRequest { id, 0, 0, { { sysUpTime.0, NULL } } }
        {
            ProbeKind.SnmpV1,
            "30 29 020100 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500"
        },
        {
            ProbeKind.SnmpV2c,
            "30 29 020101 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500"
        },

        // version, { msgID, 484, reportable, USM }, "{ engine, boots, time, user, auth, priv }",
        // { context, name, GetRequest { id, 0, 0, {} } }
        {
            ProbeKind.SnmpV3,
            "30 3D 020103 30 10 0204 41234567 0202 01E4 0401 04 020103 "
            + "04 10 30 0E 0400 020100 020100 0400 0400 0400 30 14 0400 0400 A0 0E 0204 76543210 020100 020100 3000"
        },

        // version 1, Query, length; no names
        { ProbeKind.Xdmcp, "0001 0002 0001 00" },

        // version 2, SrvTypeRqst, length, flags, no extension, XID, "en"; no responders, authority IANA, "DEFAULT"
        { ProbeKind.Slp, "02 09 00001D 0000 000000 0123 0002 656E  0000 0000 0007 44454641554C54" },

        // id, searchRequest { "", baseObject, neverDerefAliases, no limits, values too, present "objectClass", { "1.1" } }
        {
            ProbeKind.Cldap,
            "30 2D 0204 41234567 63 25 0400 0A0100 0A0100 020100 020100 010100 87 0B 6F626A656374436C617373 30 05 0403 312E31"
        },

        // request, version 2; no family, tag, address, mask, next hop; metric 16
        { ProbeKind.Rip, "01 02 0000 0000 0000 00000000 00000000 00000000 00000010" },

        // request, version 1; ::/0, tag 0, length 0, metric 16
        { ProbeKind.RipNg, "01 01 0000 00000000000000000000000000000000 0000 00 10" },

        // Information-request, transaction; DUID-LL; elapsed time 0; option request 32 and 83
        { ProbeKind.DhcpV6, "0B 012345 0001 000A 0003 0001 BA9876543210 0008 0002 0000 0006 0004 0020 0053" },

        // RMCP 1.0, no acknowledgment, ASF; enterprise 4542, Presence Ping, tag, no data
        { ProbeKind.Ipmi, "06 00 FF 06 000011BE 80 23 00 00" },

        // hard reset of a client, key 0; session; nothing acknowledged; packet 0
        { ProbeKind.OpenVpn, "38 0123456789ABCDEF 00 00000000" },

        // CLNT_UCAST_EX
        { ProbeKind.MsSqlBrowser, "03" },

        // T, L, S, version 2, length, no tunnel, session, Ns, Nr; SCCRQ, protocol 1.0, both framings, host name "tester", tunnel ID
        {
            ProbeKind.L2tp,
            "C802 003A 0000 0000 0000 0000  8008 0000 0000 0001  8008 0000 0002 0100  800A 0000 0003 00000003  "
            + "800C 0000 0007 746573746572  8008 0000 0009 0123"
        },

        // as the reports on its abuse have it
        { ProbeKind.AppleRemoteDesktop, "0014 0001 03" },

        // Binding request, no attributes, magic cookie, transaction
        { ProbeKind.Stun, "0001 0000 2112A442 0123456789ABCDEF 76543210" },

        // version 1, flags, request by UDP, no codes, handle, sequence, timestamps; FEC stack { Nil FEC { label 0 } }
        {
            ProbeKind.MplsPing,
            "0001 0000 01 02 00 00 01234567 89ABCDEF 0000000000000000 0000000000000000 0001 0008 0010 0004 00000000"
        },

        // version 0, external address
        { ProbeKind.NatPmp, "00 00" },

        // version 2, ANNOUNCE, no lifetime, no client address
        { ProbeKind.Pcp, "02 00 0000 00000000 00000000000000000000000000000000" },

        // ID, no flags, one question; _services._dns-sd._udp.local, PTR, IN
        {
            ProbeKind.Mdns,
            "0123 0000 0001 0000 0000 0000  09 5F7365727669636573 07 5F646E732D7364 04 5F756470 05 6C6F63616C 00 000C 0001"
        },

        // version 1, confirmable, no token; empty; message ID
        { ProbeKind.Coap, "40 00 0123" },

        // version 1, discovery, nothing behind
        { ProbeKind.Ubiquiti, "01 00 0000" },

        // BACnet/IP, unicast, length; version 1, reply expected; confirmed request, sizes, invoke ID, ReadProperty; device 4194303, property 75
        { ProbeKind.Bacnet, "81 0A 0011  01 04  00 05 23 0C  0C 023FFFFF 19 4B" },

        // request ID, datagram 0 of 1; "version"
        { ProbeKind.MemcachedText, "0123 0000 0001 0000 76657273696F6E 0D0A" },

        // request ID, datagram 0 of 1; request, version, no key, extras, type, vbucket or body; opaque, no CAS
        { ProbeKind.MemcachedBinary, "0123 0000 0001 0000 80 0B 0000 00 00 0000 00000000 76543210 0000000000000000" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Request_has_the_fields_of_its_specification(ProbeKind kind, string expected) => Assert.Equal(Hex(expected), Request(kind));

    [Fact]
    public void Ssdp_request_is_a_search_for_root_devices() => Assert.Equal(
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n",
        Encoding.ASCII.GetString(Request(ProbeKind.Ssdp)));

    [Fact]
    public void Quic_request_is_a_long_header_of_a_reserved_version_in_1200_bytes()
    {
        byte[] request = Request(ProbeKind.Quic);

        Assert.Equal(Hex("C0 1A2A3A4A 08 0123456789ABCDEF 08 FEDCBA9876543210 00 4496"), request[..26]);
        Assert.Equal(new byte[0x496], request[26..]);
        Assert.Equal(1200, request.Length);
    }

    [Fact]
    public void RdpUdp_request_is_a_syn_padded_to_its_mtu()
    {
        byte[] request = Request(ProbeKind.RdpUdp);

        Assert.Equal(Hex("FFFFFFFF 0040 0001 01234567 04D0 04D0"), request[..16]);
        Assert.Equal(new byte[1232 - 16], request[16..]);
    }

    [Fact]
    public void Dtls_request_is_a_hello_with_a_random_that_changes_with_the_nonce()
    {
        byte[] request = Request(ProbeKind.Dtls);

        // handshake, DTLS 1.0, epoch and sequence 0, length; client hello, length, message 0, whole; DTLS 1.2
        Assert.Equal(Hex("16 FEFF 0000 000000000000 0040  01 000034 0000 000000 000034  FEFD"), request[..27]);
        Assert.True(request[27..59].Distinct().Count() > 24);
        Assert.NotEqual(request[27..59], Request(ProbeKind.Dtls, Nonce with { Low = Nonce.Low ^ 1 })[27..59]);

        // no session, no cookie, six cipher suites, no compression
        Assert.Equal(Hex("00 00 000C C02B C02F C014 009C 002F C0A8 01 00"), request[59..]);
    }

    [Fact]
    public void Plex_request_is_a_search() =>
        Assert.Equal("M-SEARCH * HTTP/1.0\r\n\r\n", Encoding.ASCII.GetString(Request(ProbeKind.PlexGdm)));

    [Fact]
    public void Dhip_request_is_a_search_behind_a_header_with_its_length_twice()
    {
        byte[] request = Request(ProbeKind.Dhip);

        Assert.Equal(Hex("20000000 44484950 0000000000000000 3A000000 00000000 3A000000 00000000"), request[..32]);
        Assert.Equal("{\"method\":\"DHDiscover.search\",\"params\":{\"mac\":\"\",\"uni\":1}}", Encoding.ASCII.GetString(request[32..]));
        Assert.Equal(32 + 0x3A, request.Length);
    }

    [Fact]
    public void WsDiscovery_request_is_an_envelope_with_a_probe_of_anything()
    {
        XNamespace soap = "http://www.w3.org/2003/05/soap-envelope";
        XNamespace addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
        XNamespace discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

        var request = XElement.Parse(Encoding.ASCII.GetString(Request(ProbeKind.WsDiscovery)));

        var expected = new XElement(
            soap + "Envelope",
            new XElement(
                soap + "Header",
                new XElement(addressing + "Action", "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe"),
                new XElement(addressing + "MessageID", "urn:uuid:01234567-89ab-cdef-fedc-ba9876543210"),
                new XElement(addressing + "To", "urn:schemas-xmlsoap-org:ws:2005:04:discovery")),
            new XElement(soap + "Body", new XElement(discovery + "Probe")));
        Assert.Equal(
            expected.DescendantsAndSelf().Select(element => (element.Name, element.HasElements ? "" : element.Value)),
            request.DescendantsAndSelf().Select(element => (element.Name, element.HasElements ? "" : element.Value)));
    }

    [Fact]
    public void Sip_request_is_an_options_request_that_no_proxy_forwards() => Assert.Equal(
        """
        OPTIONS sip:invalid SIP/2.0
        Via: SIP/2.0/UDP invalid;rport;branch=z9hG4bK0123456789abcdef
        Max-Forwards: 0
        From: <sip:invalid>;tag=76543210
        To: <sip:invalid>
        Call-ID: fedcba9876543210
        CSeq: 1 OPTIONS
        Content-Length: 0


        """,
        Encoding.ASCII.GetString(Request(ProbeKind.Sip)).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void Ike_request_has_the_fields_of_its_specification()
    {
        byte[] request = Request(ProbeKind.IkeV2);

        // SPIs, next SA, version 2.0, IKE_SA_INIT, initiator, message 0, length 144
        Assert.Equal(Hex("0123456789ABCDEF 0000000000000000 21 20 22 08 00000000 00000090"), request[..28]);

        // SA: one proposal for IKE of five transforms: AES-CBC-128, PRF and integrity by HMAC-SHA2-256, groups 31 and 14
        Assert.Equal(
            Hex("22 00 0038  00 00 0034 01 01 00 05  03 00 000C 01 00 000C 800E 0080  03 00 0008 02 00 0005"
                + "03 00 0008 03 00 000C  03 00 0008 04 00 001F  00 00 0008 04 00 000E"),
            request[28..84]);

        // KE: group 31, 32 bytes; then Nonce: 16 bytes
        Assert.Equal(Hex("28 00 0028 001F 0000"), request[84..92]);
        Assert.Equal(Hex("00 00 0014"), request[124..128]);
        Assert.Equal(144, request.Length);
    }

    [Fact]
    public void Ike_public_value_and_nonce_look_random_and_change_with_the_nonce()
    {
        byte[] request = Request(ProbeKind.IkeV2);
        byte[] other = Request(ProbeKind.IkeV2, Nonce with { Low = Nonce.Low ^ 1 });

        Assert.True(request[92..124].Distinct().Count() > 24);
        Assert.Equal(16, request[128..].Length);
        Assert.Empty(request[92..124].Chunk(8).Intersect(other[92..124].Chunk(8), EqualityComparer<byte[]>.Create(
            (left, right) => left.AsSpan().SequenceEqual(right), word => word[0])));
        Assert.NotEqual(request[128..], other[128..]);
    }

    [Fact]
    public void Ike_request_behind_nat_is_the_plain_one_after_four_zero_bytes() =>
        Assert.Equal([0, 0, 0, 0, .. Request(ProbeKind.IkeV2)], Request(ProbeKind.IkeV2NatT));
}
