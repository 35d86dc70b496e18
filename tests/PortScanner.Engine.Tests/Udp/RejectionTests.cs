using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Replies that have the right echo, or need none, and yet are no answer.</summary>
public sealed class RejectionTests
{
    [Theory]
    [InlineData("a query, not a response", "0123 0100 0001 0000 0000 0000  00 0006 0001")]
    [InlineData("another opcode", "0123 A980 0001 0000 0000 0000  00 0006 0001")]
    [InlineData("another type asked", "0123 8180 0001 0000 0000 0000  00 0001 0001")]
    [InlineData("another name asked", "0123 8180 0001 0000 0000 0000  01 61 00 0006 0001")]
    [InlineData("success without the question", "0123 8180 0000 0000 0000 0000")]
    [InlineData("an error without the question, with a record", "0123 8182 0000 0001 0000 0000  00 0006 0001 00000000 0000")]
    [InlineData("an error without the question that counts a record", "0123 8182 0000 0000 0000 0001")]
    [InlineData("two questions", "0123 8180 0002 0000 0000 0000  00 0006 0001  00 0006 0001")]
    public void Dns_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.Dns, what, reply);

    [Theory]
    [InlineData("an unknown error code", "0005 0009 00")]
    [InlineData("an error without its last zero", "0005 0001 4E6F")]
    [InlineData("an error with bytes behind its message", "0005 0001 4E 00 6F 00")]
    [InlineData("a later block", "0003 0002 4E6F")]
    [InlineData("an acknowledgment of an option without value", "0006 626C6B73697A65 00")]
    [InlineData("an acknowledgment of an option without name", "0006 00 35 00")]
    [InlineData("an acknowledgment of nothing", "0006")]
    [InlineData("an acknowledgment of data", "0004 0001")]
    [InlineData("a write request", "0002 61 00 6F63746574 00")]
    public void Tftp_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.Tftp, what, reply);

    [Fact]
    public void Tftp_first_block_longer_than_512_bytes_is_rejected()
    {
        Assert.True(Recognises(ProbeKind.Tftp, [0, 3, 0, 1, .. new byte[512]]));
        Assert.False(Recognises(ProbeKind.Tftp, [0, 3, 0, 1, .. new byte[513]]));
    }

    [Theory]
    [InlineData("a client's query", 0x23)]
    [InlineData("a broadcast", 0x25)]
    [InlineData("version 0", 0x04)]
    [InlineData("version 5", 0x2C)]
    public void Ntp_reply_is_rejected_as(string what, byte first)
    {
        byte[] reply = [.. GenuineReply.Find(ProbeKind.Ntp, "time").Bytes];
        reply[0] = first;
        Assert.False(Recognises(ProbeKind.Ntp, reply), what);
    }

    [Theory]
    [InlineData("a request", "17 00 03 2A 0000 0000")]
    [InlineData("mode 6", "96 00 03 2A 0000 0000")]
    [InlineData("version 0", "87 00 03 2A 0000 0000")]
    [InlineData("another implementation", "97 00 02 2A 4000 0000")]
    [InlineData("another request code", "97 00 03 2B 4000 0000")]
    [InlineData("an unknown error", "97 00 03 2A 8000 0000")]
    [InlineData("fewer items than it says", "97 00 03 2A 0002 0004 00000000")]
    public void Ntp_monlist_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.NtpMonlist, what, reply);

    [Theory]
    [InlineData("of SNMPv2c", "30 29 020101 0406 7075626C6963 A2 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500")]
    [InlineData("a request", "30 29 020100 0406 7075626C6963 A0 1C 0204 41234567 020100 020100 30 0E 30 0C 0608 2B06010201010300 0500")]
    [InlineData("of indefinite length", "30 80 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000 0000")]
    [InlineData("of a length of five octets", "30 85 000000001B 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000")]
    [InlineData("of a negative length", "30 84 FFFFFFFF 020100 0406 7075626C6963 A2 0E 0204 41234567 020100 020100 3000")]
    [InlineData("with an empty request-id", "30 17 020100 0406 7075626C6963 A2 0A 0200 020100 020100 3000")]
    [InlineData("with a request-id of nine octets", "30 20 020100 0406 7075626C6963 A2 13 0209 000000000041234567 020100 020100 3000")]
    [InlineData("without bindings", "30 19 020100 0406 7075626C6963 A2 0C 0204 41234567 020100 020100")]
    public void SnmpV1_reply_is_rejected(string what, string reply) => AssertRejected(ProbeKind.SnmpV1, what, reply);

    [Fact]
    public void SnmpV3_report_of_an_engine_without_a_name_is_rejected() =>
        Assert.False(Recognises(ProbeKind.SnmpV3, SnmpReplies.Report(Hex("0400"))));

    [Theory]
    [InlineData("of the initiator", "0123456789ABCDEF 1122334455667788 29 20 22 28 00000000 0000001C")]
    [InlineData("a request", "0123456789ABCDEF 1122334455667788 29 20 22 00 00000000 0000001C")]
    [InlineData("of another exchange", "0123456789ABCDEF 1122334455667788 29 20 23 20 00000000 0000001C")]
    [InlineData("of another message", "0123456789ABCDEF 1122334455667788 29 20 22 20 00000001 0000001C")]
    [InlineData("of IKEv3", "0123456789ABCDEF 1122334455667788 29 30 22 20 00000000 0000001C")]
    [InlineData("longer than it says", "0123456789ABCDEF 1122334455667788 29 20 22 20 00000000 0000001C 00")]
    [InlineData("of an IKEv1 main mode", "0123456789ABCDEF 1122334455667788 01 10 02 00 00000000 0000001C")]
    public void Ike_reply_is_rejected(string what, string reply)
    {
        AssertRejected(ProbeKind.IkeV2, what, reply);
        AssertRejected(ProbeKind.IkeV2NatT, what, "00000000" + reply);
    }

    [Theory]
    [InlineData("a request", "01 01 0000  20010DB8000000000000000000000000 0000 20 01")]
    [InlineData("version 2", "02 02 0000  20010DB8000000000000000000000000 0000 20 01")]
    [InlineData("without entries", "02 01 0000")]
    [InlineData("with half an entry", "02 01 0000  20010DB8000000000000000000000000 0000 20 01 2001")]
    [InlineData("with a prefix of 129 bits", "02 01 0000  20010DB8000000000000000000000000 0000 81 01")]
    [InlineData("with a metric of 0", "02 01 0000  20010DB8000000000000000000000000 0000 20 00")]
    [InlineData("with a metric of 17", "02 01 0000  20010DB8000000000000000000000000 0000 20 11")]
    public void RipNg_reply_is_rejected(string what, string reply) => AssertRejected(ProbeKind.RipNg, what, reply);

    [Theory]
    [InlineData("an advertisement", "02 012345  0001 000A 0003 0001 BA9876543210  0002 0001 AA")]
    [InlineData("without the server's identifier", "07 012345  0001 000A 0003 0001 BA9876543210")]
    [InlineData("without our identifier", "07 012345  0002 0001 AA")]
    [InlineData("with somebody else's identifier", "07 012345  0001 000A 0003 0001 020000000009  0002 0001 AA")]
    [InlineData("with an option that is cut short", "07 012345  0001 000A 0003 0001 BA9876543210  0002 0001 AA  0017 0010 20")]
    public void DhcpV6_reply_is_rejected(string what, string reply) => AssertRejected(ProbeKind.DhcpV6, what, reply);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nST: upnp:rootdevice\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/1.1 000 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/2.0 200 OK\r\nST: upnp:rootdevice\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK")]
    [InlineData("NOTIFY * HTTP/1.1\r\nNT: upnp:rootdevice\r\nUSN: uuid:1\r\n\r\n")]
    public void Ssdp_reply_is_rejected(string reply) => Assert.False(Recognises(ProbeKind.Ssdp, Text(reply)), reply);

    [Theory]
    [InlineData("version 2", "0002 0000 02 02 03 01 01234567 89ABCDEF 00000000000000000000000000000000")]
    [InlineData("a request", "0001 0000 01 02 00 00 01234567 89ABCDEF 00000000000000000000000000000000")]
    public void Mpls_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.MplsPing, what, reply);

    [Theory]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nCall-ID: fedcba9876543210\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210@b\r\n\r\n")]
    [InlineData("SIP/2.0 700 No\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210\r\n\r\n")]
    public void Sip_reply_is_rejected(string reply) => Assert.False(Recognises(ProbeKind.Sip, Text(reply)), reply);

    [Theory]
    [InlineData("second datagram", "0123 0001 0001 0000 56455253494F4E20 310D0A")]
    [InlineData("one of two datagrams", "0123 0000 0002 0000 56455253494F4E20 310D0A")]
    [InlineData("reserved bits", "0123 0000 0001 0001 56455253494F4E20 310D0A")]
    [InlineData("no end of line", "0123 0000 0001 0000 56455253494F4E20 31")]
    [InlineData("some other line", "0123 0000 0001 0000 454E44 0D0A")]
    [InlineData("our own command", "0123 0000 0001 0000 76657273696F6E 0D0A")]
    public void Memcached_text_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.MemcachedText, what, reply);

    [Theory]
    [InlineData("a request", "0123 0000 0001 0000 80 0B 0000 00 00 0000 00000000 76543210 0000000000000000")]
    [InlineData("another opcode", "0123 0000 0001 0000 81 0A 0000 00 00 0000 00000000 76543210 0000000000000000")]
    [InlineData("a body that is missing", "0123 0000 0001 0000 81 0B 0000 00 00 0000 00000001 76543210 0000000000000000")]
    [InlineData("a body of 4 GiB", "0123 0000 0001 0000 81 0B 0000 00 00 0000 FFFFFFFF 76543210 0000000000000000")]
    public void Memcached_binary_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.MemcachedBinary, what, reply);

    private static void AssertRejected(ProbeKind kind, string what, string reply) => Assert.False(Recognises(kind, Hex(reply)), what);
}
