using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-------------------------------+-------------------------------+
// |        Version Number         |         Global Flags          |
// +---------------+---------------+---------------+---------------+
// | Message Type  |  Reply Mode   |  Return Code  | Return Subcode|
// +---------------+---------------+---------------+---------------+
// |                        Sender's Handle                        |
// |                        Sequence Number                        |
// |                       TimeStamp Sent (8)                      |
// |                     TimeStamp Received (8)                    |
// +---------------------------------------------------------------+
// |                            TLVs ...                           |

/// <summary>
/// An MPLS echo request (RFC 8029 section 3) with the target FEC stack that it must have. The one FEC in it is the Nil FEC, the
/// smallest, for the explicit null label of IPv4: it names no path, and the router has only to say what it makes of it.
/// </summary>
[UdpProbe(
    Request = "echo request with the Nil FEC, random handle and sequence number",
    Reply = "echo reply with our handle and sequence number, any return code",
    Source = "RFC 8029 sections 3 and 4.5")]
internal sealed class MplsPingProbe : IUdpProbe
{
    private const ushort Version1 = 1;
    private const byte EchoRequest = 1;
    private const byte EchoReply = 2;
    private const byte ReplyByUdp = 2;
    private const int TimestampsLength = 16;
    private const ushort TlvTargetFecStack = 1;
    private const ushort NilFec = 16;
    private const ushort NilFecLength = 4;
    private const uint ExplicitNullLabel = 0;

    public ProbeKind Kind => ProbeKind.MplsPing;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(Version1);
        message.WriteUInt16(0);
        message.WriteByte(EchoRequest);
        message.WriteByte(ReplyByUdp);
        message.WriteUInt16(0);
        message.WriteUInt64(nonce.First64Bits);
        message.WriteZeros(TimestampsLength);
        message.WriteUInt16(TlvTargetFecStack);
        message.WriteUInt16(2 * sizeof(ushort) + NilFecLength);
        message.WriteUInt16(NilFec);
        message.WriteUInt16(NilFecLength);
        message.WriteUInt32(ExplicitNullLabel);
        return message.Length;
    }

    /// <summary>A whole header of an echo reply with our handle and sequence number (RFC 8029 section 4.5); any return code.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Version1)
            && message.TrySkip(sizeof(ushort))
            && message.Expects(EchoReply)
            && message.TrySkip(3)
            && message.Expects(nonce.First64Bits)
            && message.TrySkip(TimestampsLength);
    }
}
