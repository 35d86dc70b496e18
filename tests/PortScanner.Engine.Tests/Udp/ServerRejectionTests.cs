using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Replies of servers and gateways that have the right echo, or need none, and yet are no answer.</summary>
public sealed class ServerRejectionTests
{
    [Theory]
    [InlineData("a call", "01234567 00000000 00000000 00000000 00000000 00000000")]
    [InlineData("neither accepted nor denied", "01234567 00000001 00000002 00000000 00000000 00000000")]
    [InlineData("accepted with an unknown status", "01234567 00000001 00000000 00000000 00000000 00000006")]
    [InlineData("accepted without a status", "01234567 00000001 00000000 00000000 00000000")]
    [InlineData("a verifier longer than the datagram", "01234567 00000001 00000000 00000001 00000008 00000000")]
    [InlineData("a verifier of 4 GiB", "01234567 00000001 00000000 00000001 FFFFFFFD 00000000")]
    [InlineData("denied for an unknown reason", "01234567 00000001 00000001 00000002")]
    public void Rpcbind_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.Rpcbind, what, reply);

    [Theory]
    [InlineData("a search", "30 0A 0204 41234567 63 02 0400")]
    [InlineData("an extended response", "30 0A 0204 41234567 78 02 0400")]
    [InlineData("no sequence", "31 0A 0204 41234567 64 02 0400")]
    [InlineData("an entry longer than the message", "30 0A 0204 41234567 64 03 0400")]
    public void Cldap_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.Cldap, what, reply);

    [Theory]
    [InlineData("another opcode", "38 1122334455667788 01 00000000 0123456789ABCDEF 00000000")]
    [InlineData("another key", "41 1122334455667788 01 00000000 0123456789ABCDEF 00000000")]
    [InlineData("no acknowledgment", "40 1122334455667788 00 0123456789ABCDEF 00000000")]
    [InlineData("nine acknowledgments", "40 1122334455667788 09 000000000000000000000000000000000000000000000000000000000000000000000000"
        + "0123456789ABCDEF 00000000")]
    public void OpenVpn_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.OpenVpn, what, reply);

    [Theory]
    [InlineData("an indication", "0011 0000 2112A442 0123456789ABCDEF76543210")]
    [InlineData("another method", "0103 0000 2112A442 0123456789ABCDEF76543210")]
    [InlineData("another cookie", "0101 0000 2112A443 0123456789ABCDEF76543210")]
    [InlineData("fewer bytes than it says", "0101 0004 2112A442 0123456789ABCDEF76543210")]
    [InlineData("more bytes than it says", "0101 0000 2112A442 0123456789ABCDEF76543210 00000000")]
    public void Stun_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Stun, what, reply);

    [Theory]
    [InlineData("an acknowledgment", "6000 0123")]
    [InlineData("another version", "B000 0123")]
    [InlineData("a token", "7100 0123 AA")]
    [InlineData("a code", "7045 0123")]
    [InlineData("a payload", "7000 0123 FF 61")]
    public void Coap_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Coap, what, reply);

    [Theory]
    [InlineData("a request", "00 00 0000 00015180 C0000201")]
    [InlineData("a mapping", "00 81 0000 00015180 C0000201")]
    [InlineData("a success without the address", "00 80 0000 00015180")]
    [InlineData("a success with more than the address", "00 80 0000 00015180 C0000201 00000000")]
    [InlineData("its own version as unsupported", "00 80 0001 00015180")]
    [InlineData("a success of another version", "02 80 0000 00000000 00015180 000000000000000000000000")]
    [InlineData("an unknown result", "00 80 000E 00015180 00000000")]
    [InlineData("an unknown result of two bytes", "00 80 0100 00015180 00000000")]
    public void NatPmp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.NatPmp, what, reply);

    [Theory]
    [InlineData("a request", "02 00 00 00 00000000 00015180 000000000000000000000000")]
    [InlineData("a mapping", "02 81 00 00 00000000 00015180 000000000000000000000000")]
    [InlineData("reserved bits", "02 80 01 00 00000000 00015180 000000000000000000000000")]
    [InlineData("its own version as unsupported", "02 80 00 01 00000000 00015180 000000000000000000000000")]
    [InlineData("a success of another version", "01 80 00 00 00000000 00015180 000000000000000000000000")]
    [InlineData("a success with an option", "02 80 00 00 00000000 00015180 000000000000000000000000 00000000")]
    public void Pcp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Pcp, what, reply);

    private static void AssertRejected(ProbeKind kind, string what, string reply) => Assert.False(Recognises(kind, Hex(reply)), what);
}
