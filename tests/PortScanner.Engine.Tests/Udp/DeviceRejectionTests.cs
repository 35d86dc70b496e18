using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>Replies of devices that have the right echo, or need none, and yet are no answer.</summary>
public sealed class DeviceRejectionTests
{
    private const string Services = "09 5F7365727669636573 07 5F646E732D7364 04 5F756470 05 6C6F63616C 00";
    private const string Everyone = "20 434B414141414141414141414141414141414141414141414141414141414141 00";

    [Theory]
    [InlineData("a request", "0123 0000 0000 0001 0000 0000" + Everyone + "0021 0001 00000000 0001 00")]
    [InlineData("another opcode", "0123 A800 0000 0001 0000 0000" + Everyone + "0021 0001 00000000 0001 00")]
    [InlineData("a question", "0123 8400 0001 0001 0000 0000" + Everyone + "0021 0001 00000000 0001 00")]
    [InlineData("no record", "0123 8400 0000 0000 0000 0000" + Everyone + "0021 0001 00000000 0001 00")]
    [InlineData("an address record", "0123 8400 0000 0001 0000 0000" + Everyone + "0020 0001 00000000 0001 00")]
    [InlineData("an empty record", "0123 8400 0000 0001 0000 0000" + Everyone + "0021 0001 00000000 0000")]
    [InlineData("a longer record than there is", "0123 8400 0000 0001 0000 0000" + Everyone + "0021 0001 00000000 0002 00")]
    public void NetBios_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.NetBiosName, what, reply);

    [Theory]
    [InlineData("nothing behind the length", "0001 0000")]
    [InlineData("another content", "0001 0004 0032 0000")]
    [InlineData("another kind", "0002 0004 0031 0000")]
    [InlineData("fewer bytes than it says", "0001 0005 0031 0000")]
    [InlineData("more bytes than it says", "0001 0003 0031 0000")]
    public void Apple_reply_is_rejected_for(string what, string reply) => AssertRejected(ProbeKind.AppleRemoteDesktop, what, reply);

    [Theory]
    [InlineData("<a:MessageID>urn:uuid:01234567-89ab-cdef-fedc-ba9876543210</a:MessageID>")]
    [InlineData("<a:RelatesTo>urn:uuid:11234567-89ab-cdef-fedc-ba9876543210</a:RelatesTo>")]
    [InlineData("<a:RelatesTo></a:RelatesTo>urn:uuid:01234567-89ab-cdef-fedc-ba9876543210")]
    [InlineData("RelatesTo")]
    public void WsDiscovery_reply_is_rejected(string reply) => Assert.False(Recognises(ProbeKind.WsDiscovery, Text(reply)), reply);

    [Theory]
    [InlineData("a query", "0123 0000 0001 0000 0000 0000" + Services + "000C 0001")]
    [InlineData("another type", "0123 8400 0001 0000 0000 0000" + Services + "0001 0001")]
    [InlineData("an announcement without the question", "0123 8400 0000 0001 0000 0000" + Services + "000C 0001 0000000A 0000")]
    [InlineData("an error in a bare header", "0123 8401 0000 0000 0000 0000")]
    public void Mdns_reply_is_rejected_as(string what, string reply) => AssertRejected(ProbeKind.Mdns, what, reply);

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\nName: Home\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")]
    [InlineData("HTTP/1.0 404 Not Found\r\nContent-Type: plex/media-server\r\n\r\n")]
    [InlineData("HELLO * HTTP/1.0\r\nContent-Type: plex/media-server\r\n\r\n")]
    public void Plex_reply_is_rejected(string reply) => Assert.False(Recognises(ProbeKind.PlexGdm, Text(reply)), reply);

    [Theory]
    [InlineData("20000000 44484950", "{\"method\":\"DHDiscover.search\"}")]
    [InlineData("20000000 44484950", " \"deviceInfo\"")]
    [InlineData("20000000 44484951", "{\"deviceInfo\":{}}")]
    [InlineData("21000000 44484950", "{\"deviceInfo\":{}}")]
    public void Dhip_reply_is_rejected(string header, string description) =>
        Assert.False(Recognises(ProbeKind.Dhip, [.. Hex(header), .. new byte[24], .. Text(description)]), description);

    private static void AssertRejected(ProbeKind kind, string what, string reply) => Assert.False(Recognises(kind, Hex(reply)), what);
}
