using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class OpenVpnTests() : UdpServiceTests(ProbeKind.OpenVpn, number: 28)
{
    // hard reset of a client, key 0; session; nothing acknowledged; packet 0
    internal override string RequestOctets => "38 0123456789ABCDEF 00 00000000";

    internal override (string Layers, string Info) Wireshark => (":openvpn", "P_CONTROL_HARD_RESET_CLIENT_V2");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("hard reset", Hex("40 1122334455667788 01 00000000 0123456789ABCDEF 00000000"))
        {
            Echoes = [Hex("0123456789ABCDEF")],
        },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("another opcode", Hex("38 1122334455667788 01 00000000 0123456789ABCDEF 00000000")),
        new("another key", Hex("41 1122334455667788 01 00000000 0123456789ABCDEF 00000000")),
        new("no acknowledgment", Hex("40 1122334455667788 00 0123456789ABCDEF 00000000")),
        new("nine acknowledgments", Hex("40 1122334455667788 09 000000000000000000000000000000000000000000000000000000000000000000000000"
            + "0123456789ABCDEF 00000000")),
    ];
}
