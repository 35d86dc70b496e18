using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------------------------------------------------------+
// |                     IKE SA Initiator's SPI (8)                |
// |                     IKE SA Responder's SPI (8)                |
// +---------------+-------+-------+---------------+---------------+
// | Next Payload  | MjVer | MnVer | Exchange Type |     Flags     |
// +---------------+-------+-------+---------------+---------------+
// |                           Message ID                          |
// |                             Length                            |
// +---------------------------------------------------------------+
// Then SA, KE and Nonce payloads, each with a header of
// +---------------+-+-------------+-------------------------------+
// | Next Payload  |C|  RESERVED   |         Payload Length        |
// +---------------+-+-------------+-------------------------------+

/// <summary>
/// The first message of IKEv2 (RFC 7296 sections 1.2 and 3): one proposal of the algorithms that every implementation must have (RFC
/// 8247), so that a responder has a reason to answer. The key exchange is Curve25519 (group 31), whose public value is short and may
/// be any 32 bytes (RFC 7748 section 5), so none has to be computed; group 14 is offered beside it for responders that know no curves,
/// which then ask for it in an error.
/// </summary>
internal static class IkeSaInit
{
    private const byte Version2 = 0x20;
    private const byte ExchangeSaInit = 34;
    private const byte FlagInitiator = 0x08;
    private const byte FlagResponse = 0x20;
    private const byte PayloadSa = 33;
    private const byte PayloadKeyExchange = 34;
    private const byte PayloadNonce = 40;
    private const byte NoPayload = 0;
    private const ushort Curve25519 = 31;
    private const ushort Modp2048 = 14;

    // The answer of a responder that knows IKEv1 only (RFC 2408 sections 3.1 and 5.2).
    private const byte Version1 = 0x10;
    private const byte Version1Informational = 5;

    private const ushort HeaderLength = 28;
    private const ushort ProposalLength = 8 + 12 + (4 * 8);
    private const ushort SaLength = 4 + ProposalLength;
    private const ushort PublicValueLength = 32;
    private const ushort KeyExchangeLength = 8 + PublicValueLength;
    private const ushort NonceLength = 4 + ProbeNonce.Length;

    /// <summary>The length of the message, in bytes.</summary>
    public const int Length = HeaderLength + SaLength + KeyExchangeLength + NonceLength;

    public static void Write(ProbeNonce nonce, ref SpanWriter message)
    {
        message.WriteUInt64(nonce.First64Bits);
        message.WriteUInt64(0);
        message.WriteByte(PayloadSa);
        message.WriteByte(Version2);
        message.WriteByte(ExchangeSaInit);
        message.WriteByte(FlagInitiator);
        message.WriteUInt32(0);
        message.WriteUInt32(Length);

        WriteSa(ref message);

        WritePayloadHeader(PayloadNonce, KeyExchangeLength, ref message);
        message.WriteUInt16(Curve25519);
        message.WriteUInt16(0);
        NonceExpansion.Fill(nonce, message.Take(PublicValueLength));

        WritePayloadHeader(NoPayload, NonceLength, ref message);
        NonceExpansion.Fill(new ProbeNonce(nonce.Low, nonce.High), message.Take(ProbeNonce.Length));
    }

    /// <summary>
    /// Our SPI in a message as long as it says it is, which is a response of the same exchange, whatever it holds (an error answers
    /// too), or the complaint of an IKEv1 responder about our version.
    /// </summary>
    public static bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(nonce.First64Bits)
            || !message.TrySkip(sizeof(ulong) + sizeof(byte))
            || !message.TryReadByte(out byte version)
            || !message.TryReadByte(out byte exchange)
            || !message.TryReadByte(out byte flags)
            || !message.TryReadUInt32(out uint messageId)
            || !message.Expects((uint)reply.Length))
        {
            return false;
        }

        // RFC 7296 section 3.1: a receiver ignores the minor version and the reserved flags.
        return (version & 0xF0) switch
        {
            Version2 => exchange == ExchangeSaInit && messageId == 0 && (flags & (FlagResponse | FlagInitiator)) == FlagResponse,
            Version1 => exchange == Version1Informational,
            _ => false,
        };
    }

    /// <summary>The SA payload (RFC 7296 section 3.3), with the transforms by the numbers that IANA keeps.</summary>
    private static void WriteSa(ref SpanWriter message)
    {
        WritePayloadHeader(PayloadKeyExchange, SaLength, ref message);

        message.WriteByte(0);                   // the last proposal
        message.WriteByte(0);
        message.WriteUInt16(ProposalLength);
        message.WriteByte(1);                   // proposal 1
        message.WriteByte(1);                   // protocol IKE
        message.WriteByte(0);                   // no SPI in an initial exchange
        message.WriteByte(5);                   // transforms

        message.WriteByte(3);                   // more transforms follow
        message.WriteByte(0);
        message.WriteUInt16(12);
        message.WriteByte(1);                   // encryption
        message.WriteByte(0);
        message.WriteUInt16(12);                // AES-CBC
        message.WriteUInt16(0x800E);            // attribute: key length
        message.WriteUInt16(128);

        WriteTransform(2, 5, ref message);      // pseudorandom function: HMAC-SHA2-256
        WriteTransform(3, 12, ref message);     // integrity: HMAC-SHA2-256-128
        WriteTransform(4, Curve25519, ref message);
        WriteTransform(4, Modp2048, ref message, isLast: true);
    }

    private static void WriteTransform(byte type, ushort id, ref SpanWriter message, bool isLast = false)
    {
        message.WriteByte((byte)(isLast ? 0 : 3));
        message.WriteByte(0);
        message.WriteUInt16(8);
        message.WriteByte(type);
        message.WriteByte(0);
        message.WriteUInt16(id);
    }

    private static void WritePayloadHeader(byte next, ushort length, ref SpanWriter message)
    {
        message.WriteByte(next);
        message.WriteByte(0);
        message.WriteUInt16(length);
    }
}
