using System.Text;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SipTests() : UdpServiceTests(ProbeKind.Sip, number: 38)
{
    private const string Branch = "z9hG4bK0123456789abcdef";
    private const string CallId = "fedcba9876543210";

    internal override (string Layers, string Info) Wireshark => (":sip", "Request: OPTIONS sip:invalid");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("OK", $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP invalid;rport=40000;received=192.0.2.9;branch={Branch}\r\n"
            + $"From: <sip:invalid>;tag=76543210\r\nTo: <sip:invalid>;tag=1\r\nCSeq: 1 OPTIONS\r\n"
            + $"Call-ID: {CallId}\r\nAllow: INVITE\r\n\r\n"),
        Reply("too many hops", "SIP/2.0 483 Too Many Hops\r\n"
            + $"Via: SIP/2.0/UDP invalid;branch={Branch};rport=40000\r\nCall-ID: {CallId}\r\n\r\n"),
        Reply("not found, in compact form", "SIP/2.0 404 Not Found\r\n"
            + $"v:SIP/2.0/UDP invalid;rport=1;branch={Branch}\r\ni:{CallId}\r\nl:0\r\n\r\n"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210\r\n\r\n"),
        Says("SIP/2.0 200 OK\r\nCall-ID: fedcba9876543210\r\n\r\n"),
        Says("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\n\r\n"),
        Says("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210@b\r\n\r\n"),
        Says("SIP/2.0 700 No\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK0123456789abcdef\r\nCall-ID: fedcba9876543210\r\n\r\n"),
    ];

    [Fact]
    public void Request_is_an_options_request_that_no_proxy_forwards() => Assert.Equal(
        """
        OPTIONS sip:invalid SIP/2.0
        Via: SIP/2.0/UDP invalid;rport;branch=z9hG4bK0123456789abcdef
        Max-Forwards: 0
        From: <sip:invalid>;tag=76543210
        To: <sip:invalid>
        Call-ID: fedcba9876543210
        CSeq: 1 OPTIONS
        Content-Length: 0


        """,
        Encoding.ASCII.GetString(Request(Kind)).Replace("\r\n", "\n", StringComparison.Ordinal));

    private static GenuineReply Reply(string what, string message) => new(what, Text(message))
    {
        ProofLength = message.IndexOf(CallId, StringComparison.Ordinal) + CallId.Length,
        Echoes = [Text(Branch), Text(CallId)],
    };
}
