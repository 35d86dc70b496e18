using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// call:  xid, 0, RPC version 2, program, version, procedure, credential { flavor, length }, verifier { flavor, length }
// reply: xid, 1, accepted (0), verifier { flavor, length, body }, accept_stat ...
//        xid, 1, denied (1), reject_stat ...
// All fields are 32 bits; bodies are padded to a multiple of four bytes.

/// <summary>
/// The null procedure of rpcbind (RFC 1833) in a Remote Procedure Call (RFC 5531 section 9). Every program has this procedure, which
/// takes nothing and returns nothing, so the answer is smaller than the call; version 2 is the one that every rpcbind still speaks.
/// </summary>
[UdpProbe(
    Request = "call of the null procedure of version 2, random XID",
    Reply = "reply to our XID, accepted or denied",
    Source = "RFC 5531 section 9, RFC 1833 section 3")]
internal sealed class RpcbindProbe : IUdpProbe
{
    private const uint Call = 0;
    private const uint Reply = 1;
    private const uint RpcVersion = 2;
    private const uint Rpcbind = 100000;
    private const uint RpcbindVersion = 2;
    private const uint NullProcedure = 0;
    private const int NoCredentialNorVerifier = 16;
    private const uint Accepted = 0;
    private const uint Denied = 1;

    /// <summary>"System error", the last accept_stat (RFC 5531 section 9).</summary>
    private const uint LastAcceptStatus = 5;

    /// <summary>"Authentication error", the last reject_stat.</summary>
    private const uint LastRejectStatus = 1;

    /// <summary>The longest verifier that there may be (RFC 5531 section 8.2), in bytes.</summary>
    private const uint LongestVerifier = 400;

    public ProbeKind Kind => ProbeKind.Rpcbind;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt32(nonce.First32Bits);
        message.WriteUInt32(Call);
        message.WriteUInt32(RpcVersion);
        message.WriteUInt32(Rpcbind);
        message.WriteUInt32(RpcbindVersion);
        message.WriteUInt32(NullProcedure);
        message.WriteZeros(NoCredentialNorVerifier);
        return message.Length;
    }

    /// <summary>A reply to our transaction: accepted with any status, or denied for any reason.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(nonce.First32Bits)
            && message.Expects(Reply)
            && message.TryReadUInt32(out uint status)
            && status switch
            {
                Accepted => TrySkipVerifier(ref message) && message.TryReadUInt32(out uint accepted) && accepted <= LastAcceptStatus,
                Denied => message.TryReadUInt32(out uint denied) && denied <= LastRejectStatus,
                _ => false,
            };
    }

    private static bool TrySkipVerifier(ref SpanReader message) =>
        message.TrySkip(sizeof(uint))
        && message.TryReadUInt32(out uint length)
        && length <= LongestVerifier
        && message.TrySkip((int)((length + 3) & ~3u));
}
