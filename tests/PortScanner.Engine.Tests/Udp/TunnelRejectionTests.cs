using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Replies of servers and controllers that have the right echo, or need none, and yet are no answer.</summary>
public sealed class TunnelRejectionTests
{
    private const string Swapped = "08 FEDCBA9876543210 08 0123456789ABCDEF";

    [Theory]
    [InlineData("a short header", "40 00000000 " + Swapped + " 00000001")]
    [InlineData("a version", "C0 00000001 " + Swapped + " 00000001")]
    [InlineData("no version in its list", "C0 00000000 " + Swapped)]
    [InlineData("half a version in its list", "C0 00000000 " + Swapped + " 00000001 0000")]
    [InlineData("connection IDs as they were", "C0 00000000 08 0123456789ABCDEF 08 FEDCBA9876543210 00000001")]
    public void Quic_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Quic, what, reply);

    [Theory]
    [InlineData("TLS", "15 0303 0000 000000000000 0002  02 28")]
    [InlineData("another epoch", "15 FEFD 0001 000000000000 0002  02 28")]
    [InlineData("data", "17 FEFD 0000 000000000000 0002  02 28")]
    [InlineData("an alert of another level", "15 FEFD 0000 000000000000 0002  03 28")]
    [InlineData("an alert that is too long", "15 FEFD 0000 000000000000 0003  02 28 00")]
    [InlineData("a hello of a client", "16 FEFF 0000 000000000000 0013  01 000007 0000 000000 000007 FEFF 04 C00C1E55")]
    [InlineData("no cookie", "16 FEFF 0000 000000000000 000F  03 000003 0000 000000 000003 FEFF 00")]
    [InlineData("a cookie that is cut short", "16 FEFF 0000 000000000000 0012  03 000007 0000 000000 000007 FEFF 04 C00C1E")]
    [InlineData("a hello of TLS", "16 FEFF 0000 000000000000 0013  03 000007 0000 000000 000007 0303 04 C00C1E55")]
    [InlineData("a hello without random", "16 FEFD 0000 000000000000 000E  02 000026 0000 000000 000026 FEFD")]
    public void Dtls_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Dtls, what, reply);

    [Theory]
    [InlineData("data", "0002 0123 0000")]
    [InlineData("version 3", "C803 000C 0123 0000 0000 0001")]
    [InlineData("a length that is not its own", "C802 000D 0123 0000 0000 0001")]
    [InlineData("a request", "C802 0014 0123 0000 0000 0001  8008 0000 0000 0001")]
    [InlineData("another attribute first", "C802 0014 0123 0000 0000 0001  8008 0000 0002 0002")]
    [InlineData("an attribute of a vendor", "C802 0014 0123 0000 0000 0001  8008 0009 0000 0002")]
    public void L2tp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.L2tp, what, reply);

    [Theory]
    [InlineData("a SYN without acknowledgment", "01234567 0040 0001 89ABCDEF 04D0 04D0")]
    [InlineData("an MTU that is too small", "01234567 0040 0005 89ABCDEF 046B 04D0")]
    [InlineData("an MTU that is too large", "01234567 0040 0005 89ABCDEF 04D0 04D1")]
    [InlineData("an acknowledgment without SYN", "01234567 0040 0004 89ABCDEF 04D0 04D0")]
    public void RdpUdp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.RdpUdp, what, reply);

    [Theory]
    [InlineData("an acknowledgment of RMCP", "06 00 FF 86 000011BE 40 23 00 10 00000000000000000000000000000000")]
    [InlineData("a ping", "06 00 FF 06 000011BE 80 23 00 10 00000000000000000000000000000000")]
    [InlineData("another length", "06 00 FF 06 000011BE 40 23 00 00")]
    [InlineData("too many bytes", "06 00 FF 06 000011BE 40 23 00 10 0000000000000000000000000000000000")]
    public void Ipmi_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Ipmi, what, reply);

    [Theory]
    [InlineData("version 2", "02 00 0003 0C 0000")]
    [InlineData("another command", "01 01 0003 0C 0000")]
    [InlineData("no facts", "01 00 0000")]
    [InlineData("a fact that is cut short", "01 00 0004 0C 0002 00")]
    [InlineData("bytes behind its facts", "01 00 0004 0C 0000 00")]
    [InlineData("another length than it has", "01 00 0004 0C 0000")]
    public void Ubiquiti_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Ubiquiti, what, reply);

    [Theory]
    [InlineData("a broadcast", "81 0B 0009 01 00  60 23 09")]
    [InlineData("a length that is not its own", "81 0A 000A 01 00  60 23 09")]
    [InlineData("another version", "81 0A 0009 02 00  60 23 09")]
    [InlineData("a message of the network layer", "81 0A 0009 01 80  60 23 09")]
    [InlineData("a request", "81 0A 000A 01 00  00 23 0C 00")]
    [InlineData("an answer for another service", "81 0A 000A 01 00  30 23 0E 00")]
    [InlineData("an empty acknowledgment", "81 0A 0009 01 00  30 23 0C")]
    [InlineData("an address that is cut short", "81 0A 0009 01 08  0005 02 2A")]
    public void Bacnet_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Bacnet, what, reply);

    private static void AssertRejected(ProbeKind kind, string what, string reply) => Assert.False(Recognises(kind, Hex(reply)), what);
}
