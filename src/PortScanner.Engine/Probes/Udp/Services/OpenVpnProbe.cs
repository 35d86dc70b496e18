using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  1 byte              8 bytes        1 byte     4 bytes each   8 bytes, if any  4 bytes
// +--------+--------+--------------+-----------+--------------+----------------+------------+
// | opcode | key ID | own session  | ACK count | ACKed packet | peer's session | packet ID  |
// +--------+--------+--------------+-----------+--------------+----------------+------------+

/// <summary>
/// The first packet of an OpenVPN client, a hard reset of version 2 ("OpenVPN wire protocol", section "Control channel"). A server
/// that demands a key for its control channel (<c>tls-auth</c>, <c>tls-crypt</c>) stays silent.
/// </summary>
[UdpProbe(
    Request = "a client's hard reset of version 2, random session",
    Reply = "the server's hard reset, which acknowledges our session",
    Source = "OpenVPN wire protocol")]
internal sealed class OpenVpnProbe : IUdpProbe
{
    private const byte HardResetClient = 7 << 3;
    private const byte HardResetServer = 8 << 3;
    private const int SessionLength = 8;

    /// <summary>The most packets that one packet acknowledges.</summary>
    private const byte MostAcknowledged = 8;

    public ProbeKind Kind => ProbeKind.OpenVpn;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(HardResetClient);
        message.WriteUInt64(nonce.First64Bits);
        message.WriteByte(0);
        message.WriteUInt32(0);
        return message.Length;
    }

    /// <summary>The server's hard reset, which acknowledges a packet of our session.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(HardResetServer)
            && message.TrySkip(SessionLength)
            && message.TryReadByte(out byte acknowledged)
            && acknowledged is > 0 and <= MostAcknowledged
            && message.TrySkip(acknowledged * sizeof(uint))
            && message.Expects(nonce.First64Bits)
            && message.TrySkip(sizeof(uint));
    }
}
