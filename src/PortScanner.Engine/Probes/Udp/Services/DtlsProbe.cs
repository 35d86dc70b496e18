using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 1 byte  2 bytes   2 bytes  6 bytes    2 bytes
// +------+---------+-------+----------+--------+   record (RFC 6347 section 4.1)
// | type | version | epoch | sequence | length |
// +------+---------+-------+----------+--------+
// 1 byte  3 bytes  2 bytes    3 bytes  3 bytes
// +------+--------+----------+--------+--------+   handshake message (section 4.2.2)
// | type | length | sequence | offset | length |
// +------+--------+----------+--------+--------+

/// <summary>
/// A DTLS 1.2 ClientHello (RFC 6347 section 4.2, RFC 5246 section 7.4.1.2) without a cookie or an extension. A server answers with a cookie,
/// with its hello, or with an alert if it likes none of the cipher suites. None of them has to repeat anything of the first
/// message, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "ClientHello of DTLS 1.2, six cipher suites, random",
    Reply = "HelloVerifyRequest, ServerHello or alert of DTLS 1.0 or 1.2",
    Source = "RFC 6347 section 4, RFC 5246 section 7")]
internal sealed class DtlsProbe : IUdpProbe
{
    private const ushort Version10 = 0xFEFF;
    private const ushort Version12 = 0xFEFD;
    private const byte Alert = 21;
    private const byte Handshake = 22;
    private const byte ClientHello = 1;
    private const byte ServerHello = 2;
    private const byte HelloVerifyRequest = 3;
    private const byte HighestAlertLevel = 2;
    private const int EpochAndSequenceLength = 8;
    private const int HandshakeHeaderLength = 12;
    private const int RandomLength = 32;

    /// <summary>Without the lengths of session, cookie, cipher suites and compression: version and random.</summary>
    private const int HelloLength = sizeof(ushort) + RandomLength + 6;

    /// <summary>ECDHE with ECDSA and RSA, RSA alone, and a shared key: AES-128 in GCM, CBC and CCM.</summary>
    private static ReadOnlySpan<byte> CipherSuites => [0xC0, 0x2B, 0xC0, 0x2F, 0xC0, 0x14, 0x00, 0x9C, 0x00, 0x2F, 0xC0, 0xA8];

    public ProbeKind Kind => ProbeKind.Dtls;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        int helloLength = HelloLength + CipherSuites.Length;
        var message = new SpanWriter(payload);
        message.WriteByte(Handshake);
        message.WriteUInt16(Version10);
        message.WriteZeros(EpochAndSequenceLength);
        message.WriteUInt16((ushort)(HandshakeHeaderLength + helloLength));

        message.WriteByte(ClientHello);
        WriteLength(ref message, helloLength);
        message.WriteUInt16(0);
        WriteLength(ref message, 0);
        WriteLength(ref message, helloLength);

        message.WriteUInt16(Version12);
        NonceExpansion.Fill(nonce, message.Take(RandomLength));
        message.WriteByte(0);
        message.WriteByte(0);
        message.WriteUInt16((ushort)CipherSuites.Length);
        message.WriteBytes(CipherSuites);
        message.WriteByte(1);
        message.WriteByte(0);
        return message.Length;
    }

    /// <summary>A first record that holds a cookie, the server's hello, or an alert.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.TryReadByte(out byte type)
            && message.TryReadUInt16(out ushort version)
            && version is Version10 or Version12
            && message.Expects((ushort)0)
            && message.TrySkip(EpochAndSequenceLength - sizeof(ushort))
            && message.TryReadUInt16(out ushort length)
            && message.TryReadBytes(length, out var content)
            && type switch
            {
                Alert => content is [> 0 and <= HighestAlertLevel, _],
                Handshake => IsServersMessage(content),
                _ => false,
            };
    }

    private static bool IsServersMessage(ReadOnlySpan<byte> content)
    {
        var message = new SpanReader(content);
        if (!message.TryReadByte(out byte type) || !message.TrySkip(HandshakeHeaderLength - 1) || !message.TryReadUInt16(out ushort version))
        {
            return false;
        }

        return version is Version10 or Version12 && type switch
        {
            HelloVerifyRequest => message.TryReadByte(out byte cookieLength) && cookieLength > 0 && message.Rest.Length == cookieLength,
            ServerHello => message.TrySkip(RandomLength),
            _ => false,
        };
    }

    /// <summary>Writes a number of three bytes; a hello is shorter than 256.</summary>
    private static void WriteLength(ref SpanWriter message, int value)
    {
        message.WriteUInt16(0);
        message.WriteByte((byte)value);
    }
}
