using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class MemcachedTextTests() : UdpServiceTests(ProbeKind.MemcachedText, number: 44)
{
    // request ID, datagram 0 of 1; "version"
    internal override string RequestOctets => "0123 0000 0001 0000 76657273696F6E 0D0A";

    internal override (string Layers, string Info) Wireshark => (":memcache", "MEMCACHE");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("version", [.. Hex("0123 0000 0001 0000"), .. Text("VERSION 1.6.18\r\n")]) { Echoes = [Hex("0123")] },
        new("error", [.. Hex("0123 0000 0001 0000"), .. Text("ERROR\r\n")]) { Echoes = [Hex("0123")] },
        new("server error", [.. Hex("0123 0000 0001 0000"), .. Text("SERVER_ERROR out of memory\r\n")])
        {
            Echoes = [Hex("0123")],
        },
        new("client error", [.. Hex("0123 0000 0001 0000"), .. Text("CLIENT_ERROR unauthenticated\r\n")])
        {
            Echoes = [Hex("0123")],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("second datagram", Hex("0123 0001 0001 0000 56455253494F4E20 310D0A")),
        new("one of two datagrams", Hex("0123 0000 0002 0000 56455253494F4E20 310D0A")),
        new("reserved bits", Hex("0123 0000 0001 0001 56455253494F4E20 310D0A")),
        new("no end of line", Hex("0123 0000 0001 0000 56455253494F4E20 31")),
        new("some other line", Hex("0123 0000 0001 0000 454E44 0D0A")),
        new("our own command", Hex("0123 0000 0001 0000 76657273696F6E 0D0A")),
    ];

    [Fact, Trait("Needs", "tshark")]
    public void Request_without_its_frame_is_dissected_as_the_version_command() => Memcached.AssertDissectedWithoutFrame(Kind, "version");
}
