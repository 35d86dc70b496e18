using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Replies on the ports of old services that have the right echo, or need none, and yet are no answer.</summary>
public sealed class LegacyRejectionTests
{
    [Theory]
    [InlineData("unforgettable")]
    [InlineData("be brief")]
    [InlineData("... --- ... ---")]
    [InlineData("21 NOV 2026 06:20:00")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("<hudson> <version>a b</version></hudson>")]
    [InlineData("{ \"a\": \"b, c, d\" }")]
    [InlineData("there are no bells \a")]
    public void Quote_is_rejected(string reply) => Assert.False(Recognises(ProbeKind.Qotd, Text(reply)), reply);

    [Fact]
    public void Quote_longer_than_512_characters_is_rejected()
    {
        Assert.True(Recognises(ProbeKind.Qotd, Text("a " + new string('b', 510))));
        Assert.False(Recognises(ProbeKind.Qotd, Text("a " + new string('b', 511))));
    }

    [Theory]
    [InlineData("abcdefghijklmnpq")]
    [InlineData("abcdefghijklmno\n")]
    [InlineData("wxyz{|}~\"#$%&'()*")]
    [InlineData("\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F !")]
    public void Characters_are_rejected(string reply) => Assert.False(Recognises(ProbeKind.Chargen, Text(reply)), reply);

    [Theory]
    [InlineData("another version", "0002 0006 0004 0000 0000")]
    [InlineData("an acceptance", "0001 0008 0004 0000 0000")]
    [InlineData("bytes behind its names", "0001 0006 0005 0000 0000 00")]
    [InlineData("a name longer than there is", "0001 0006 0004 0000 0001")]
    [InlineData("a willing answer of two names", "0001 0005 0004 0000 0000")]
    [InlineData("another length than it has", "0001 0006 0005 0000 0000")]
    public void Xdmcp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Xdmcp, what, reply);

    [Theory]
    [InlineData("version 1", "01 0A 000012 0000 000000 0123 0002 656E 0000")]
    [InlineData("a reply for services", "02 02 000012 0000 000000 0123 0002 656E 0000")]
    [InlineData("another length than it has", "02 0A 000013 0000 000000 0123 0002 656E 0000")]
    [InlineData("no error code", "02 0A 000010 0000 000000 0123 0002 656E")]
    public void Slp_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Slp, what, reply);

    [Theory]
    [InlineData("version 1", "02 01 0000  0002 0000 00000000 00000000 00000000 00000001")]
    [InlineData("a request", "01 02 0000  0002 0000 00000000 00000000 00000000 00000001")]
    [InlineData("no entry", "02 02 0000")]
    [InlineData("half an entry", "02 02 0000  0002 0000 00000000")]
    [InlineData("another family", "02 02 0000  0001 0000 00000000 00000000 00000000 00000001")]
    [InlineData("metric 0", "02 02 0000  0002 0000 00000000 00000000 00000000 00000000")]
    [InlineData("metric 17", "02 02 0000  0002 0000 00000000 00000000 00000000 00000011")]
    public void Rip_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.Rip, what, reply);

    [Fact]
    public void Rip_reply_of_more_than_25_entries_is_rejected()
    {
        byte[] entry = Hex("0002 0000 00000000 00000000 00000000 00000001");
        Assert.True(Recognises(ProbeKind.Rip, [2, 2, 0, 0, .. Enumerable.Repeat(entry, 25).SelectMany(bytes => bytes)]));
        Assert.False(Recognises(ProbeKind.Rip, [2, 2, 0, 0, .. Enumerable.Repeat(entry, 26).SelectMany(bytes => bytes)]));
    }

    [Theory]
    [InlineData("another kind", "04 0B00 5365727665724E616D653B")]
    [InlineData("its length the other way round", "05 000B 5365727665724E616D653B")]
    [InlineData("another first word", "05 0B00 5365727665724E616D652D")]
    [InlineData("nothing", "05 0000")]
    public void MsSql_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.MsSqlBrowser, what, reply);

    private static void AssertRejected(ProbeKind kind, string what, string reply) => Assert.False(Recognises(kind, Hex(reply)), what);
}
