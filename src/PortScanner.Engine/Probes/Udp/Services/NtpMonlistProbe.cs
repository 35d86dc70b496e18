using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +-+-+-----+-----+-+-------------+---------------+---------------+
// |R|M| VN  | 7   |A|  Sequence   |Implementation | Request code  |
// +-+-+-----+-----+-+-----+-------+---------------+---------------+
// |  Err  |  Item count   |  MBZ  |       Item size       |
// +-------+---------------+-------+-----------------------+

/// <summary>
/// ntpd's private-mode request for its list of recent clients. Mode 7 is reserved for private use (RFC 5905 figure 10); the layout is
/// that of ntpd's <c>ntp_request.h</c>. A server drops a request whose sequence is not zero, so there is nothing to be echoed: an
/// answer is known by its syntax. The bare header is enough; servers that expect a longer request say so in an error, which answers
/// as well.
/// </summary>
[UdpProbe(
    Request = "mode 7, implementation 3, request 42",
    Reply = "mode 7 response of the same implementation and request: as many items as it says, or an error",
    Source = "ntpd's ntp_request.h; RFC 5905 figure 10")]
internal sealed class NtpMonlistProbe : IUdpProbe
{
    private const byte Response = 0x80;
    private const byte VersionMask = 0x38;
    private const byte Version2 = 2 << 3;
    private const byte Version4 = 4 << 3;
    private const byte ModeMask = 0x07;
    private const byte ModePrivate = 7;
    private const byte ImplementationXntpd = 3;
    private const byte RequestMonitorList = 42;

    /// <summary>"Authentication failed"; the codes are 0 for no error, 1 to 4, and this.</summary>
    private const int LastErrorCode = 7;

    public ProbeKind Kind => ProbeKind.NtpMonlist;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version2 | ModePrivate);
        message.WriteByte(0);
        message.WriteByte(ImplementationXntpd);
        message.WriteByte(RequestMonitorList);
        message.WriteZeros(4);
        return message.Length;
    }

    /// <summary>A mode 7 response of the same implementation and request code, with as many items as it says, or with an error.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.TryReadByte(out byte first)
            || !message.TrySkip(1)
            || !message.Expects(ImplementationXntpd)
            || !message.Expects(RequestMonitorList)
            || !message.TryReadUInt16(out ushort errorAndCount)
            || !message.TryReadUInt16(out ushort itemSize)
            || (first & (Response | ModeMask)) != (Response | ModePrivate)
            || (first & VersionMask) is 0 or > Version4)
        {
            return false;
        }

        int error = errorAndCount >> 12;
        int items = errorAndCount & 0x0FFF;
        return error <= LastErrorCode && itemSize <= 0x0FFF && message.TrySkip(items * itemSize);
    }
}
