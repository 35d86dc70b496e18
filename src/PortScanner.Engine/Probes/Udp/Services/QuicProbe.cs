using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

// 1 byte  4 bytes   1 byte       0-20 bytes                  1 byte       0-20 bytes
// +------+---------+------------+---------------------------+------------+----------------------+-----
// | form | version | its length | destination connection ID | its length | source connection ID | ...
// +------+---------+------------+---------------------------+------------+----------------------+-----

/// <summary>
/// A QUIC packet with a long header (RFC 9000 section 17.2) of a version that is reserved to be unknown (section 15), so that a server of
/// any version answers with those that it speaks (section 6). It is padded to the length below which no server answers (section
/// 14.1), so the answer is smaller than the question. What lies behind the connection IDs is laid out as in an Initial of version 1, for
/// devices on the way that look inside.
/// </summary>
[UdpProbe(
    Request = "long header of a reserved version, random connection IDs, padded",
    Reply = "version negotiation with our connection IDs swapped",
    Source = "RFC 9000 sections 6 and 17.2.1, RFC 8999",
    WhoAsks = "the padding behind the header")]
internal sealed class QuicProbe : IUdpProbe
{
    private const byte LongHeaderWithFixedBit = 0xC0;
    private const byte LongHeader = 0x80;
    private const uint ReservedVersion = 0x1A2A_3A4A;
    private const uint VersionNegotiation = 0;
    private const byte ConnectionIdLength = 8;
    private const byte NoToken = 0;

    /// <summary>The two bits that make a number two bytes long (RFC 9000 section 16).</summary>
    private const ushort TwoByteInteger = 0x4000;
    private const int RequestLength = 1200;
    private const int HeaderLength = 26;

    public ProbeKind Kind => ProbeKind.Quic;

    /// <summary>The padding: nobody can know what a version that is reserved for nobody has there.</summary>
    public int? RoomForUri => HeaderLength;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var packet = new SpanWriter(payload);
        packet.WriteByte(LongHeaderWithFixedBit);
        packet.WriteUInt32(ReservedVersion);
        packet.WriteByte(ConnectionIdLength);
        packet.WriteUInt64(nonce.High);
        packet.WriteByte(ConnectionIdLength);
        packet.WriteUInt64(nonce.Low);
        packet.WriteByte(NoToken);
        packet.WriteUInt16((ushort)(TwoByteInteger | (RequestLength - packet.Length - sizeof(ushort))));
        packet.WriteZeros(RequestLength - packet.Length);
        return packet.Length;
    }

    /// <summary>A Version Negotiation packet (RFC 9000 section 17.2.1) with our connection IDs the other way round, and one version or more.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var packet = new SpanReader(reply);
        return packet.TryReadByte(out byte first)
            && (first & LongHeader) != 0
            && packet.Expects(VersionNegotiation)
            && packet.Expects(ConnectionIdLength)
            && packet.Expects(nonce.Low)
            && packet.Expects(ConnectionIdLength)
            && packet.Expects(nonce.High)
            && !packet.IsAtEnd
            && packet.Rest.Length % sizeof(uint) == 0;
    }
}
