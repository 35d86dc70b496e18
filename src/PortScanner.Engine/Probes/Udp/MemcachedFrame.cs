using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp;

//  2 bytes      2 bytes           2 bytes            2 bytes
// +------------+-----------------+------------------+----------+
// | request ID | sequence number | total datagrams  | reserved |
// +------------+-----------------+------------------+----------+

/// <summary>What stands before each datagram of memcached over UDP ("UDP protocol" in memcached's <c>doc/protocol.txt</c>).</summary>
internal static class MemcachedFrame
{
    private const ushort FirstDatagram = 0;
    private const ushort OneDatagram = 1;
    private const ushort Reserved = 0;

    public static void Write(ProbeNonce nonce, ref SpanWriter datagram)
    {
        datagram.WriteUInt16(nonce.First16Bits);
        datagram.WriteUInt16(FirstDatagram);
        datagram.WriteUInt16(OneDatagram);
        datagram.WriteUInt16(Reserved);
    }

    /// <summary>Reads the frame of an answer to our request that is one datagram long, as the answer to <c>version</c> is.</summary>
    public static bool IsRead(ProbeNonce nonce, ref SpanReader datagram) =>
        datagram.Expects(nonce.First16Bits)
        && datagram.Expects(FirstDatagram)
        && datagram.Expects(OneDatagram)
        && datagram.Expects(Reserved);
}
