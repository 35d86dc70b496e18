using System.Buffers.Binary;

using PortScanner.Engine.Packets;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>The ICMP error by which a filter says no: "administratively prohibited" (RFC 1812 section 5.2.7.1, RFC 4443 section 3.1).</summary>
internal static class Rejection
{
    private const byte UnreachableV4 = 3;
    private const byte ProhibitedV4 = 13;
    private const byte UnreachableV6 = 1;
    private const byte ProhibitedV6 = 1;

    /// <summary>Writes the one about a packet.</summary>
    /// <param name="packet">The packet, which it quotes whole.</param>
    /// <returns>The message; the kernel adds the checksum of ICMPv6, which goes over addresses too.</returns>
    public static byte[] Of(ReadOnlySpan<byte> packet)
    {
        var isIpv6 = packet[0] >> 4 == 6;
        var message = new byte[IcmpMessage.HeaderLength + packet.Length];
        (message[0], message[1]) = isIpv6 ? (UnreachableV6, ProhibitedV6) : (UnreachableV4, ProhibitedV4);
        packet.CopyTo(message.AsSpan(IcmpMessage.HeaderLength));
        if (!isIpv6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Compute(message));
        }

        return message;
    }
}
