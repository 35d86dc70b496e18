using System.Buffers.Binary;

namespace PortScanner.Engine.Packets;

/// <summary>The one's complement checksum of RFC 1071, which IPv4, ICMP, TCP, UDP and ICMPv6 share.</summary>
public static class InternetChecksum
{
    /// <summary>The checksum of <paramref name="data"/>, added to a sum already begun.</summary>
    /// <param name="data">Any length; an odd last byte counts as if a zero followed (RFC 1071 section 4.1).</param>
    /// <param name="initialSum">The unfolded sum of what comes before, such as <see cref="PseudoHeaderSum"/>.</param>
    public static ushort Compute(ReadOnlySpan<byte> data, ulong initialSum = 0) => Fold(initialSum + Sum(data));

    /// <summary>The unfolded sum of the pseudo-header of RFC 9293 section 3.1 (IPv4) and RFC 8200 section 8.1 (IPv6).</summary>
    /// <param name="source">4 or 16 bytes.</param>
    /// <param name="destination">As long as <paramref name="source"/>.</param>
    /// <param name="protocol">The upper-layer protocol number.</param>
    /// <param name="length">The upper-layer length, in bytes.</param>
    public static ulong PseudoHeaderSum(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, byte protocol, int length) =>
        Sum(source) + Sum(destination) + protocol + (uint)length;

    /// <summary>The checksum of data in which some bytes were replaced by others (RFC 1624), at an even offset.</summary>
    /// <param name="checksum">The checksum before.</param>
    /// <param name="old">The bytes before; an even number of them.</param>
    /// <param name="replaced">The bytes after, as many.</param>
    public static ushort Update(ushort checksum, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replaced) =>
        old.SequenceEqual(replaced) ? checksum : Fold((ushort)~checksum + (ulong)Fold(Sum(old)) + Sum(replaced));

    private static ulong Sum(ReadOnlySpan<byte> data)
    {
        ulong sum = 0;
        while (data.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(data);
            data = data[4..];
        }

        if (data.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(data);
            data = data[2..];
        }

        return data.IsEmpty ? sum : sum + ((uint)data[0] << 8);
    }

    private static ushort Fold(ulong sum)
    {
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
