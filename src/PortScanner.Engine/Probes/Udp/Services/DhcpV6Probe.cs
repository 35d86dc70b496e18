using System.Buffers.Binary;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+-----------------------------------------------+
// |   msg-type    |                transaction-id                 |
// +---------------+---------------+-------------------------------+
// |          option-code          |           option-len          |
// +-------------------------------+-------------------------------+
// |                          option-data ...

/// <summary>
/// A DHCPv6 Information-request (RFC 8415 section 18.2.6), which assigns nothing, with the options that it must have and a made-up
/// client identifier, which a server has to return. A server is to ignore it when it comes by unicast (section 16.12) and to answer
/// to port 546, so silence is usual.
/// </summary>
[UdpProbe(
    Request = "information request with a random transaction-id and client identifier",
    Reply = "reply with our transaction-id and identifier, and the server's identifier",
    Source = "RFC 8415 sections 16.10 and 18.2.6")]
internal sealed class DhcpV6Probe : IUdpProbe
{
    private const byte InformationRequest = 11;
    private const byte Reply = 7;
    private const ushort OptionClientId = 1;
    private const ushort OptionServerId = 2;
    private const ushort OptionOptionRequest = 6;
    private const ushort OptionElapsedTime = 8;
    private const ushort OptionInformationRefreshTime = 32;
    private const ushort OptionInfMaxRt = 83;
    private const ushort DuidLinkLayer = 3;
    private const ushort HardwareEthernet = 1;
    private const int DuidLength = 10;

    public ProbeKind Kind => ProbeKind.DhcpV6;

    // RFC 8415 section 7.2: clients listen on port 546, and that is where servers answer to.
    public ushort? FixedReplyPort => 546;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteUInt32(TypeAndTransaction(InformationRequest, nonce));
        message.WriteUInt16(OptionClientId);
        message.WriteUInt16(DuidLength);
        WriteDuid(nonce, message.Take(DuidLength));
        message.WriteUInt16(OptionElapsedTime);
        message.WriteUInt16(sizeof(ushort));
        message.WriteUInt16(0);
        message.WriteUInt16(OptionOptionRequest);
        message.WriteUInt16(2 * sizeof(ushort));
        message.WriteUInt16(OptionInformationRefreshTime);
        message.WriteUInt16(OptionInfMaxRt);
        return message.Length;
    }

    /// <summary>A Reply that a client would take (RFC 8415 section 16.10): our transaction, our identifier, and the server's own.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        if (!message.Expects(TypeAndTransaction(Reply, nonce)))
        {
            return false;
        }

        Span<byte> duid = stackalloc byte[DuidLength];
        WriteDuid(nonce, duid);
        bool hasOurs = false;
        bool hasServers = false;
        while (!message.IsAtEnd)
        {
            if (!message.TryReadUInt16(out ushort code)
                || !message.TryReadUInt16(out ushort length)
                || !message.TryReadBytes(length, out var data))
            {
                return false;
            }

            hasOurs |= code == OptionClientId && data.SequenceEqual(duid);
            hasServers |= code == OptionServerId && !data.IsEmpty;
        }

        return hasOurs && hasServers;
    }

    private static uint TypeAndTransaction(byte type, ProbeNonce nonce) => ((uint)type << 24) | (nonce.First32Bits >> 8);

    /// <summary>
    /// An identifier from a link-layer address (RFC 8415 section 11.4), the shortest kind. The address is random, unicast and locally
    /// administered (the two low bits of its first byte are 10), so that it is nobody's.
    /// </summary>
    private static void WriteDuid(ProbeNonce nonce, Span<byte> duid)
    {
        BinaryPrimitives.WriteUInt16BigEndian(duid, DuidLinkLayer);
        BinaryPrimitives.WriteUInt64BigEndian(duid[2..], nonce.Low);
        BinaryPrimitives.WriteUInt16BigEndian(duid[2..], HardwareEthernet);
        duid[4] = (byte)((duid[4] & 0xFC) | 0x02);
    }
}
