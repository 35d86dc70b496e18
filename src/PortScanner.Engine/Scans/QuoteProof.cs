using System.Buffers.Binary;

using PortScanner.Core.Probes;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Scans;

/// <summary>
/// Whether a quoted datagram or ICMP request is one that a scan sent, and not made up by somebody who never saw it. All that is quoted must
/// be as it was sent, but for the checksum, which translators of addresses change and do not always change back; and one of three things,
/// each a secret of 16 bits at least, must be there. Used by the receiver thread alone; allocates nothing.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>The mark of the packet: no translator has a reason to touch it, and every quote holds it, however short it is.</item>
/// <item>So much of the body that the nonce is in it.</item>
/// <item>The checksum, if it covers a nonce. Where the quote names another source address than the packet left from, a translator on our side
/// changed it on the way out and left it so; then the checksum must be the one that belongs to that address (RFC 1624).</item>
/// </list>
/// </remarks>
internal sealed class QuoteProof
{
    // The header of UDP is as long as that of an ICMP request.
    private const int HeaderLength = UdpHeader.Length;
    private const int UdpChecksumOffset = 6;
    private const int IcmpChecksumOffset = 2;

    private readonly byte[] _packet = new byte[RawSender.MaximumPacketLength];

    /// <summary>Whether a quoted packet is that of a probe and pass.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="index">The probe: a datagram or an ICMP request.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="isSecond">Whether it is the one that left from the scan's second port.</param>
    /// <param name="quoted">The quoted packet.</param>
    public bool IsOfProbe(ScanState scan, int index, int pass, bool isSecond, in IpPacket quoted)
    {
        var packet = _packet.AsSpan(0, scan.Builder.Build(index, pass, 0, _packet, isSecond));
        var isOfProbe = IsOfProbe(packet, scan, index, quoted);

        // Whom it is for would stand here until another is built.
        packet.Clear();
        return isOfProbe;
    }

    private static bool IsOfProbe(ReadOnlySpan<byte> packet, ScanState scan, int index, in IpPacket quoted)
    {
        var checksumOffset = scan.Probes[index].Protocol == ProbeProtocol.Udp ? UdpChecksumOffset : IcmpChecksumOffset;
        if (!IpPacket.TryParse(packet, out var sent)
            || quoted.IsIpv6 != sent.IsIpv6
            || !IsSameButForChecksum(sent.Payload, quoted.Payload, checksumOffset))
        {
            return false;
        }

        var provingLength = scan.Probes.ProvingLengthOf(index);
        return quoted.Mark == sent.Mark
            || (provingLength != ProvingPrefix.Never
                && (quoted.Payload.Length - HeaderLength >= provingLength
                    || BinaryPrimitives.ReadUInt16BigEndian(quoted.Payload[checksumOffset..]) == ChecksumFrom(sent, quoted.Source, checksumOffset)));
    }

    // What follows the packet is padding or an extension (RFC 4884 section 3).
    private static bool IsSameButForChecksum(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> quoted, int checksumOffset)
    {
        quoted = quoted[..Math.Min(quoted.Length, sent.Length)];
        var behind = checksumOffset + sizeof(ushort);
        return quoted.Length >= HeaderLength
            && quoted[..checksumOffset].SequenceEqual(sent[..checksumOffset])
            && sent[behind..].StartsWith(quoted[behind..]);
    }

    private static ushort ChecksumFrom(in IpPacket sent, ReadOnlySpan<byte> source, int checksumOffset)
    {
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(sent.Payload[checksumOffset..]);

        // ICMP alone covers no address.
        if (checksumOffset == IcmpChecksumOffset && !sent.IsIpv6)
        {
            return checksum;
        }

        var updated = InternetChecksum.Update(checksum, sent.Source, source);
        return updated == 0 && checksumOffset == UdpChecksumOffset ? ushort.MaxValue : updated;
    }
}
