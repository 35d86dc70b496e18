using System.Text;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class PlexGdmTests() : UdpServiceTests(ProbeKind.PlexGdm, number: 46)
{
    internal override (string Layers, string Info) Wireshark => (":data", "Len=23");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("server", "HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\nName: Home\r\nPort: 32400\r\n\r\n"),
        Reply("player of a later version", "HTTP/1.1 200 OK\r\nName: Home\r\ncontent-type: plex/media-player\r\n\r\n"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("HTTP/1.0 200 OK\r\nName: Home\r\n\r\n"),
        Says("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n"),
        Says("HTTP/1.0 404 Not Found\r\nContent-Type: plex/media-server\r\n\r\n"),
        Says("HELLO * HTTP/1.0\r\nContent-Type: plex/media-server\r\n\r\n"),
    ];

    [Fact]
    public void Request_is_a_search() =>
        Assert.Equal("M-SEARCH * HTTP/1.0\r\n\r\n", Encoding.ASCII.GetString(Request(Kind)));

    private static GenuineReply Reply(string what, string message) => new(what, Text(message))
    {
        ProofLength = message.IndexOf("plex/", StringComparison.Ordinal) + "plex/".Length,
    };
}
