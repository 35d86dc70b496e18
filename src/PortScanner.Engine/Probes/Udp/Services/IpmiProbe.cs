using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 1 byte     1 byte     1 byte      1 byte   4 bytes      1 byte  1 byte  1 byte     1 byte
// +---------+----------+-----------+-------+------------+------+-------+----------+--------+------
// | version | reserved | no. FF    | class | enterprise | type |  tag  | reserved | length | data
// +---------+----------+-----------+-------+------------+------+-------+----------+--------+------

/// <summary>
/// An RMCP Presence Ping (ASF 2.0 sections 3.2.2 and 3.2.4.2), which the management controllers of servers answer without a login. The tag of
/// one byte is all that is echoed.
/// </summary>
[UdpProbe(
    Request = "RMCP Presence Ping, random tag",
    Reply = "Presence Pong with our tag",
    Source = "ASF 2.0 section 3.2.4")]
internal sealed class IpmiProbe : IUdpProbe
{
    private const byte PresencePing = 0x80;
    private const byte PresencePong = 0x40;
    private const byte PongLength = 16;

    /// <summary>A tag that means "do not answer".</summary>
    private const byte NoAnswer = 0xFF;

    /// <summary>RMCP version 1.0, no acknowledgment wanted, class ASF; the enterprise number 4542, that of ASF.</summary>
    private static ReadOnlySpan<byte> Header => [0x06, 0x00, 0xFF, 0x06, 0x00, 0x00, 0x11, 0xBE];

    public ProbeKind Kind => ProbeKind.Ipmi;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes(Header);
        message.WriteByte(PresencePing);
        message.WriteByte(Tag(nonce));
        message.WriteUInt16(0);
        return message.Length;
    }

    /// <summary>A Presence Pong with our tag.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Header)
            && message.Expects(PresencePong)
            && message.Expects(Tag(nonce))
            && message.TrySkip(1)
            && message.Expects(PongLength)
            && message.Rest.Length == PongLength;
    }

    private static byte Tag(ProbeNonce nonce) => (byte)((byte)nonce.First16Bits % NoAnswer);
}
