using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class RpcbindTests() : UdpServiceTests(ProbeKind.Rpcbind, number: 11)
{
    // XID, call, RPC version 2; rpcbind, version 2, NULL; no credential, no verifier
    internal override string RequestOctets => "01234567 00000000 00000002  000186A0 00000002 00000000  00000000 00000000  00000000 00000000";

    internal override (string Layers, string Info) Wireshark => (":rpc", "V2 NULL Call");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("success", "00000000  00000000 00000000  00000000"),
        Reply("success behind a verifier of five bytes", "00000000  00000001 00000005 AABBCCDDEE000000  00000000"),
        Reply("another version", "00000000  00000000 00000000  00000002 00000003 00000004", proofLength: 24),
        Reply("RPC version denied", "00000001  00000000 00000002 00000002", proofLength: 16),
        Reply("authentication denied", "00000001  00000001 00000005", proofLength: 16),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("a call", Hex("01234567 00000000 00000000 00000000 00000000 00000000")),
        new("neither accepted nor denied", Hex("01234567 00000001 00000002 00000000 00000000 00000000")),
        new("accepted with an unknown status", Hex("01234567 00000001 00000000 00000000 00000000 00000006")),
        new("accepted without a status", Hex("01234567 00000001 00000000 00000000 00000000")),
        new("a verifier longer than the datagram", Hex("01234567 00000001 00000000 00000001 00000008 00000000")),
        new("a verifier of 4 GiB", Hex("01234567 00000001 00000000 00000001 FFFFFFFD 00000000")),
        new("denied for an unknown reason", Hex("01234567 00000001 00000001 00000002")),
    ];

    private static GenuineReply Reply(string what, string status, int? proofLength = null)
    {
        byte[] reply = Hex("01234567 00000001 " + status);
        return new(what, reply) { ProofLength = proofLength ?? reply.Length, Echoes = [Hex("01234567")] };
    }
}
