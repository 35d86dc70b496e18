using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What SIP servers answer.</summary>
internal static class SipReplies
{
    private const string Branch = "z9hG4bK0123456789abcdef";
    private const string CallId = "fedcba9876543210";

    public static GenuineReply[] All() =>
    [
        Reply("OK", $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP invalid;rport=40000;received=192.0.2.9;branch={Branch}\r\n"
            + $"From: <sip:invalid>;tag=76543210\r\nTo: <sip:invalid>;tag=1\r\nCSeq: 1 OPTIONS\r\n"
            + $"Call-ID: {CallId}\r\nAllow: INVITE\r\n\r\n"),
        Reply("too many hops", "SIP/2.0 483 Too Many Hops\r\n"
            + $"Via: SIP/2.0/UDP invalid;branch={Branch};rport=40000\r\nCall-ID: {CallId}\r\n\r\n"),
        Reply("not found, in compact form", "SIP/2.0 404 Not Found\r\n"
            + $"v:SIP/2.0/UDP invalid;rport=1;branch={Branch}\r\ni:{CallId}\r\nl:0\r\n\r\n"),
    ];

    private static GenuineReply Reply(string what, string message) => new(ProbeKind.Sip, what, Text(message))
    {
        ProofLength = message.IndexOf(CallId, StringComparison.Ordinal) + CallId.Length,
        Echoes = [Text(Branch), Text(CallId)],
    };
}
