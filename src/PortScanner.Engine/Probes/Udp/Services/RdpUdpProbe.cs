using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  4 bytes                2 bytes           2 bytes   4 bytes            2 bytes    2 bytes
// +---------------------+----------------+--------+------------------+-----------+-------------+---------
// | acknowledged number | receive window | flags  | initial sequence | MTU to us | MTU from us | zeros
// +---------------------+----------------+--------+------------------+-----------+-------------+---------

/// <summary>
/// The SYN of Remote Desktop over UDP (MS-RDPEUDP sections 2.2.2.1, 2.2.2.5 and 3.1.5.1.1), padded to the MTU that it names, as it must
/// be. That keeps the answer, which is padded as well, from being longer than the question.
/// </summary>
[UdpProbe(
    Request = "SYN, random initial sequence number, padded",
    Reply = "SYN that acknowledges our initial sequence number",
    Source = "MS-RDPEUDP sections 2.2.2 and 3.1.5.1")]
internal sealed class RdpUdpProbe : IUdpProbe
{
    private const uint NothingAcknowledged = 0xFFFF_FFFF;
    private const ushort ReceiveWindow = 64;
    private const ushort Syn = 0x0001;
    private const ushort Acknowledgment = 0x0004;
    private const ushort SmallestMtu = 1132;
    private const ushort LargestMtu = 1232;

    public ProbeKind Kind => ProbeKind.RdpUdp;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt32(NothingAcknowledged);
        message.WriteUInt16(ReceiveWindow);
        message.WriteUInt16(Syn);
        message.WriteUInt32(nonce.First32Bits);
        message.WriteUInt16(LargestMtu);
        message.WriteUInt16(LargestMtu);
        message.WriteZeros(LargestMtu - message.Length);
        return message.Length;
    }

    /// <summary>A SYN that acknowledges our initial sequence number, with the peer's own and its MTUs.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(nonce.First32Bits)
            && message.TrySkip(sizeof(ushort))
            && message.TryReadUInt16(out ushort flags)
            && (flags & (Syn | Acknowledgment)) == (Syn | Acknowledgment)
            && message.TrySkip(sizeof(uint))
            && IsMtu(ref message)
            && IsMtu(ref message);
    }

    private static bool IsMtu(ref SpanReader message) => message.TryReadUInt16(out ushort mtu) && mtu is >= SmallestMtu and <= LargestMtu;
}
