using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---+-----+-----+---------------+---------------+---------------+
// |LI | VN  |Mode |    Stratum    |     Poll      |   Precision   |
// +---+-----+-----+---------------+---------------+---------------+
// |        Root Delay, Root Dispersion, Reference ID (12)         |
// +---------------------------------------------------------------+
// |                    Reference Timestamp (8)                    |
// |                      Origin Timestamp (8)                     |
// |                      Receive Timestamp (8)                    |
// |                      Transmit Timestamp (8)                   |
// +---------------------------------------------------------------+

/// <summary>
/// An NTP client query (RFC 5905 section 7.3). Everything is zero but version, mode and the transmit timestamp: a server needs no
/// more, and it returns that timestamp as the origin, so it may as well be random.
/// </summary>
[UdpProbe(
    Request = "version 4, mode 3, random transmit timestamp",
    Reply = "mode 4 with our timestamp as origin; also with a kiss code",
    Source = "RFC 5905 section 7.3")]
internal sealed class NtpProbe : IUdpProbe
{
    private const byte Version4 = 4 << 3;
    private const byte VersionMask = 0x38;
    private const byte ModeMask = 0x07;
    private const byte ModeClient = 3;
    private const byte ModeServer = 4;
    private const int OriginOffset = 24;
    private const int TransmitOffset = 40;

    public ProbeKind Kind => ProbeKind.Ntp;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version4 | ModeClient);
        message.WriteZeros(TransmitOffset - 1);
        message.WriteUInt64(nonce.First64Bits);
        return message.Length;
    }

    /// <summary>A whole header of mode 4 with our timestamp as the origin; a kiss-o'-death (stratum 0) answers too.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.TryReadByte(out byte first)
            && (first & ModeMask) == ModeServer
            && (first & VersionMask) is > 0 and <= Version4
            && message.TrySkip(OriginOffset - 1)
            && message.Expects(nonce.First64Bits)
            && message.TrySkip(sizeof(ulong) + sizeof(ulong));
    }
}
