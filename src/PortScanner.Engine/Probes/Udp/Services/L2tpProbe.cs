using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-------------------------------+-------------------------------+
// |T|L|x|x|S|x|O|P|x|x|x|x|  Ver  |            Length             |
// +-------------------------------+-------------------------------+
// |           Tunnel ID           |           Session ID          |
// +-------------------------------+-------------------------------+
// |              Ns               |              Nr               |
// +-------------------------------+-------------------------------+
// |M|H| rsvd  |      Length       |           Vendor ID           |
// +-------------------------------+-------------------------------+
// |        Attribute type         |        Attribute value ...
// +-------------------------------+-------------------------------

/// <summary>
/// An L2TP Start-Control-Connection-Request with the attributes that it must have (RFC 2661 sections 3.1 and 6.1). The peer may
/// answer from another port (section 8.1); what it sends goes to the tunnel ID that we gave. The request is never followed up, so
/// the peer soon forgets it.
/// </summary>
[UdpProbe(
    Request = "SCCRQ with its mandatory attributes, random tunnel ID",
    Reply = "SCCRP, StopCCN or acknowledgment for our tunnel ID",
    Source = "RFC 2661 sections 3.1, 4.1, 6.1 and 8.1")]
internal sealed class L2tpProbe : IUdpProbe
{
    private const ushort ControlMessage = 0xC802;
    private const ushort FlagsAndVersionMask = 0xCB0F;
    private const ushort RequestLength = 58;
    private const ushort MandatoryFlag = 0x8000;
    private const ushort AttributeLengthMask = 0x03FF;
    private const ushort AttributeHeaderLength = 6;
    private const ushort MessageType = 0;
    private const ushort ProtocolVersion = 2;
    private const ushort FramingCapabilities = 3;
    private const ushort HostName = 7;
    private const ushort AssignedTunnelId = 9;
    private const ushort StartRequest = 1;
    private const ushort StartReply = 2;
    private const ushort StopNotification = 4;
    private const ushort Version1Revision0 = 0x0100;
    private const uint SynchronousAndAsynchronous = 3;

    private static ReadOnlySpan<byte> OurName => "tester"u8;

    public ProbeKind Kind => ProbeKind.L2tp;

    public bool MayAnswerFromAnotherPort => true;

    public bool NeedsOwnSourcePort => true;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt16(ControlMessage);
        message.WriteUInt16(RequestLength);
        message.WriteZeros(8);
        WriteNumber(ref message, MessageType, StartRequest);
        WriteNumber(ref message, ProtocolVersion, Version1Revision0);
        WriteAttribute(ref message, FramingCapabilities, sizeof(uint));
        message.WriteUInt32(SynchronousAndAsynchronous);
        WriteAttribute(ref message, HostName, OurName.Length);
        message.WriteBytes(OurName);
        WriteNumber(ref message, AssignedTunnelId, TunnelId(nonce));
        return message.Length;
    }

    /// <summary>A control message for our tunnel: a reply, a refusal, or an acknowledgment alone.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.TryReadUInt16(out ushort flagsAndVersion)
            && (flagsAndVersion & FlagsAndVersionMask) == ControlMessage
            && message.Expects((ushort)reply.Length)
            && message.Expects(TunnelId(nonce))
            && message.TrySkip(3 * sizeof(ushort))
            && (message.IsAtEnd || IsAnswer(ref message));
    }

    private static bool IsAnswer(ref SpanReader message) =>
        message.TryReadUInt16(out ushort flagsAndLength)
        && (flagsAndLength & AttributeLengthMask) == AttributeHeaderLength + sizeof(ushort)
        && message.Expects((ushort)0)
        && message.Expects(MessageType)
        && message.TryReadUInt16(out ushort type)
        && type is StartReply or StopNotification;

    /// <summary>Zero would mean that there is no tunnel yet.</summary>
    private static ushort TunnelId(ProbeNonce nonce) => Math.Max(nonce.First16Bits, (ushort)1);

    private static void WriteNumber(ref SpanWriter message, ushort type, ushort value)
    {
        WriteAttribute(ref message, type, sizeof(ushort));
        message.WriteUInt16(value);
    }

    private static void WriteAttribute(ref SpanWriter message, ushort type, int length)
    {
        message.WriteUInt16((ushort)(MandatoryFlag | (AttributeHeaderLength + length)));
        message.WriteUInt16(0);
        message.WriteUInt16(type);
    }
}
