using System.Buffers.Binary;
using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Wire;

/// <summary>Where things lie in an Ethernet frame that holds an IP packet of one family without options.</summary>
/// <param name="Side">The family.</param>
internal readonly record struct Frame(Side Side)
{
    /// <summary>Where the IP header begins.</summary>
    public const int Ip = 14;

    /// <summary>IANA's number of TCP.</summary>
    public const byte Tcp = 6;

    /// <summary>IANA's number of ICMPv6.</summary>
    public const byte IcmpV6 = 58;

    /// <summary>Where the transport header begins.</summary>
    public int Transport => Ip + (Side.IsV6 ? 40 : 20);

    private int AddressLength => Side.IsV6 ? 16 : 4;

    private int Source => Ip + (Side.IsV6 ? 8 : 12);

    /// <summary>Whether the frame goes from the server to the client, with a transport protocol or any.</summary>
    public bool IsToClient(ReadOnlySpan<byte> frame, byte? protocol = null) =>
        frame.Length > Transport
        && frame[Ip] >> 4 == (Side.IsV6 ? 6 : 4)
        && (protocol is null || frame[Ip + (Side.IsV6 ? 6 : 9)] == protocol)
        && frame.Slice(Source, AddressLength).SequenceEqual(Side.Server.GetAddressBytes())
        && frame.Slice(Source + AddressLength, AddressLength).SequenceEqual(Side.Client.GetAddressBytes());

    /// <summary>Makes a frame back to where another came from.</summary>
    /// <param name="received">The other frame.</param>
    /// <param name="from">The source address.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="transport">The transport header, its checksum zero, and the payload.</param>
    /// <param name="checksumAt">Where in it the checksum goes.</param>
    public byte[] Back(ReadOnlySpan<byte> received, IPAddress from, byte protocol, ReadOnlySpan<byte> transport, int checksumAt)
    {
        var frame = new byte[Transport + transport.Length];
        received[6..12].CopyTo(frame);
        received[..6].CopyTo(frame.AsSpan(6));
        received[12..14].CopyTo(frame.AsSpan(12));
        from.GetAddressBytes().CopyTo(frame, Source);
        received.Slice(Source, AddressLength).CopyTo(frame.AsSpan(Source + AddressLength));
        transport.CopyTo(frame.AsSpan(Transport));

        var ip = frame.AsSpan(Ip);
        if (Side.IsV6)
        {
            ip[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)transport.Length);
            ip[6] = protocol;
            ip[7] = 64;
        }
        else
        {
            ip[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(20 + transport.Length));
            ip[8] = 64;
            ip[9] = protocol;
            BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(ip[..20], 0));
        }

        // The pseudo-header: both addresses, the protocol and the length (RFC 9293 section 3.1, RFC 8200 section 8.1).
        var addressesAndBody = frame.AsSpan(Source);
        BinaryPrimitives.WriteUInt16BigEndian(
            frame.AsSpan(Transport + checksumAt), Checksum(addressesAndBody, protocol + (uint)transport.Length));
        return frame;
    }

    // RFC 1071.
    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
        }

        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
