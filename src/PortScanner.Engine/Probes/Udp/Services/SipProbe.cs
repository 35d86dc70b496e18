using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A SIP OPTIONS request (RFC 3261 sections 8.1.1 and 11). <c>rport</c> has the answer sent to our port (RFC 3581), no forwards are
/// left, so that a proxy answers for itself and passes nothing on (section 16.3), and the host is a name that no one can have (RFC
/// 6761 section 6.4).
/// </summary>
[UdpProbe(
    Request = "OPTIONS, no forwards left, random branch, tag and Call-ID, rport",
    Reply = "response with our branch and Call-ID, any status",
    Source = "RFC 3261 sections 8 and 11, RFC 3581")]
internal sealed class SipProbe : IUdpProbe
{
    /// <summary>What every branch of RFC 3261 begins with (section 8.1.1.7).</summary>
    private static ReadOnlySpan<byte> BranchCookie => "z9hG4bK"u8;

    public ProbeKind Kind => ProbeKind.Sip;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes("OPTIONS sip:invalid SIP/2.0\r\nVia: SIP/2.0/UDP invalid;rport;branch="u8);
        WriteBranch(nonce, ref message);
        message.WriteBytes("\r\nMax-Forwards: 0\r\nFrom: <sip:invalid>;tag="u8);
        message.WriteHex((uint)nonce.Low);
        message.WriteBytes("\r\nTo: <sip:invalid>\r\nCall-ID: "u8);
        message.WriteHex(nonce.Low);
        message.WriteBytes("\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"u8);
        return message.Length;
    }

    /// <summary>A response with our Call-ID and our branch (RFC 3261 section 8.2.6.2); any status, since a refusal answers too.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        if (!TextResponse.TryRead(reply, "SIP/2.0"u8, out var response)
            || !(response.TryGetField("Call-ID"u8, out var callId) || response.TryGetField("i"u8, out callId))
            || !(response.TryGetField("Via"u8, out var via) || response.TryGetField("v"u8, out via)))
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[64];
        var expected = new SpanWriter(buffer);
        WriteBranch(nonce, ref expected);
        int branchLength = expected.Length;
        expected.WriteHex(nonce.Low);
        return via.IndexOf(buffer[..branchLength]) >= 0 && callId.SequenceEqual(buffer[branchLength..expected.Length]);
    }

    private static void WriteBranch(ProbeNonce nonce, ref SpanWriter message)
    {
        message.WriteBytes(BranchCookie);
        message.WriteHex(nonce.High);
    }
}
