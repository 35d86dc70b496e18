using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class MemcachedBinaryTests() : UdpServiceTests(ProbeKind.MemcachedBinary, number: 45)
{
    // request ID, datagram 0 of 1; request, version, no key, extras, type, vbucket or body; opaque, no CAS
    internal override string RequestOctets => "0123 0000 0001 0000 80 0B 0000 00 00 0000 00000000 76543210 0000000000000000";

    internal override (string Layers, string Info) Wireshark => (":memcache", "MEMCACHE");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("version",
            [.. Hex("0123 0000 0001 0000  81 0B 0000 00 00 0000 00000006 76543210 0000000000000000"), .. Text("1.6.18")])
        {
            Echoes = [Hex("0123"), Hex("76543210")],
        },
        new("unknown command",
            [.. Hex("0123 0000 0001 0000  81 0B 0000 00 00 0081 0000000F 76543210 0000000000000000"), .. Text("Unknown command")])
        {
            Echoes = [Hex("0123"), Hex("76543210")],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a request", Hex("0123 0000 0001 0000 80 0B 0000 00 00 0000 00000000 76543210 0000000000000000")),
        new("another opcode", Hex("0123 0000 0001 0000 81 0A 0000 00 00 0000 00000000 76543210 0000000000000000")),
        new("a body that is missing", Hex("0123 0000 0001 0000 81 0B 0000 00 00 0000 00000001 76543210 0000000000000000")),
        new("a body of 4 GiB", Hex("0123 0000 0001 0000 81 0B 0000 00 00 0000 FFFFFFFF 76543210 0000000000000000")),
    ];

    [Fact, Trait("Needs", "tshark")]
    public void Request_without_its_frame_is_dissected_as_the_version_command() => Memcached.AssertDissectedWithoutFrame(Kind, "Version Request");
}
