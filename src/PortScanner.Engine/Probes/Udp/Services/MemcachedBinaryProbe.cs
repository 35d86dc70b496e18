using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+---------------+-------------------------------+
// |     Magic     |    Opcode     |          Key length           |
// +---------------+---------------+-------------------------------+
// | Extras length |   Data type   |     vBucket id or Status      |
// +---------------+---------------+-------------------------------+
// |                       Total body length                       |
// |                             Opaque                            |
// |                             CAS (8)                           |
// +---------------------------------------------------------------+

/// <summary>
/// memcached's binary command <c>version</c> (memcached wiki, "BinaryProtocolRevamped"), for servers that were told to speak only
/// this. The server returns the opaque field as it came.
/// </summary>
[UdpProbe(
    Request = "version command, random request ID and opaque",
    Reply = "response to it with our request ID and opaque, any status",
    Source = "memcached wiki, BinaryProtocolRevamped")]
internal sealed class MemcachedBinaryProbe : IUdpProbe
{
    private const byte MagicRequest = 0x80;
    private const byte MagicResponse = 0x81;
    private const byte OpcodeVersion = 0x0B;

    public ProbeKind Kind => ProbeKind.MemcachedBinary;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var datagram = new SpanWriter(payload);
        MemcachedFrame.Write(nonce, ref datagram);
        datagram.WriteByte(MagicRequest);
        datagram.WriteByte(OpcodeVersion);
        datagram.WriteZeros(10);
        datagram.WriteUInt32(Opaque(nonce));
        datagram.WriteUInt64(0);
        return datagram.Length;
    }

    /// <summary>A response to the same opcode with our request ID and opaque field, as long as it says; any status.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var datagram = new SpanReader(reply);
        return MemcachedFrame.IsRead(nonce, ref datagram)
            && datagram.Expects(MagicResponse)
            && datagram.Expects(OpcodeVersion)
            && datagram.TrySkip(6)
            && datagram.TryReadUInt32(out uint bodyLength)
            && datagram.Expects(Opaque(nonce))
            && datagram.TrySkip(sizeof(ulong))
            && datagram.Rest.Length == bodyLength;
    }

    private static uint Opaque(ProbeNonce nonce) => (uint)nonce.Low;
}
