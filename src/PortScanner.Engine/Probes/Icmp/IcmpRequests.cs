using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Probes.Icmp;

/// <summary>The requests that are no TCP or UDP: what they hold, and how a reply or a quoted packet proves to be theirs.</summary>
internal static class IcmpRequests
{
    // Originate, receive and transmit timestamp (RFC 792).
    private const int TimestampsLength = 12;
    private const int AddressMaskLength = 4;

    // The time of a request may be any number, if this bit says so (RFC 792); the reply repeats it.
    private const byte NonstandardTime = 0x80;

    /// <summary>Writes a request; the checksum is left zero.</summary>
    /// <param name="kind">What is asked.</param>
    /// <param name="isIpv6">The family.</param>
    /// <param name="identifier">The scan's source port.</param>
    /// <param name="sequence">Tells the request and the pass.</param>
    /// <param name="nonce">The proof.</param>
    /// <param name="uri">Stands behind the proof in an echo request, which may hold anything; empty for nothing.</param>
    /// <param name="message">At least <see cref="IcmpMessage.HeaderLength"/> and <see cref="ProbeNonce.Length"/> bytes, and two more than the URI.</param>
    /// <returns>The request's length, in bytes.</returns>
    public static int Write(ProbeKind kind, bool isIpv6, ushort identifier, ushort sequence, ProbeNonce nonce, ReadOnlySpan<byte> uri, Span<byte> message)
    {
        IcmpMessage.WriteRequest(message, TypeOf(kind, isIpv6), identifier, sequence);
        var body = message[IcmpMessage.HeaderLength..];
        var length = WriteBody(kind, nonce, body);
        return IcmpMessage.HeaderLength + (kind is ProbeKind.Timestamp or ProbeKind.AddressMask ? length : ProbeUri.Write(uri, body, length, length));
    }

    /// <summary>What a type of ICMP message answers, or null if it is no reply to any request.</summary>
    public static Reason? ReplyOf(byte type, bool isIpv6) => (type, isIpv6) switch
    {
        (IcmpMessage.EchoReply, false) or (IcmpMessage.EchoReplyV6, true) => Reason.EchoReply,
        (IcmpMessage.TimestampReply, false) => Reason.TimestampReply,
        (IcmpMessage.AddressMaskReply, false) => Reason.MaskReply,
        _ => null,
    };

    /// <summary>Whether a reply answers a request of a kind: it is of the type that does, and repeats the proof.</summary>
    public static bool IsReply(ProbeKind kind, Reason reply, ProbeNonce nonce, ReadOnlySpan<byte> body)
    {
        Span<byte> request = stackalloc byte[ProbeNonce.Length];
        WriteBody(kind, nonce, request);
        var (expected, provingLength) = kind switch
        {
            ProbeKind.Timestamp => (Reason.TimestampReply, sizeof(uint)),
            ProbeKind.AddressMask => (Reason.MaskReply, 0),
            _ => (Reason.EchoReply, ProbeNonce.Length),
        };
        return reply == expected && body.StartsWith(request[..provingLength]);
    }

    private static byte TypeOf(ProbeKind kind, bool isIpv6) => kind switch
    {
        ProbeKind.Timestamp => IcmpMessage.TimestampRequest,
        ProbeKind.AddressMask => IcmpMessage.AddressMaskRequest,
        _ => isIpv6 ? IcmpMessage.EchoRequestV6 : IcmpMessage.EchoRequest,
    };

    /// <summary>Writes the body of a request, but for the URI of who asks.</summary>
    /// <returns>Its length, in bytes.</returns>
    public static int WriteBody(ProbeKind kind, ProbeNonce nonce, Span<byte> body)
    {
        nonce.WriteTo(body);
        switch (kind)
        {
            case ProbeKind.Timestamp:
                body[0] |= NonstandardTime;
                body[sizeof(uint)..TimestampsLength].Clear();
                return TimestampsLength;
            case ProbeKind.AddressMask:
                body[..AddressMaskLength].Clear();
                return AddressMaskLength;
            default:
                return ProbeNonce.Length;
        }
    }
}
