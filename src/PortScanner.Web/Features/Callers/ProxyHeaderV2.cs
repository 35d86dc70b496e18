using System.Buffers.Binary;
using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Version 2 (section 2.2), in network byte order:
/// <code>
///  0               12        13        14         16
/// +----------------+---------+---------+----------+-----------------------------------+------
/// | signature      | version | family  | length   | source, destination, their ports  | more
/// |                | command | protocol| of the   | 12 bytes (TCP over IPv4),         | (type, length,
/// |                |         |         | rest     | 36 bytes (TCP over IPv6)          | value)
/// +----------------+---------+---------+----------+-----------------------------------+------
/// </code>
/// </summary>
internal static class ProxyHeaderV2
{
    /// <summary>What it begins with.</summary>
    public const byte FirstByte = 0x0D;

    private const int VersionAndCommand = 12;
    private const int FamilyAndProtocol = 13;
    private const int RestLength = 14;
    private const int Rest = 16;

    private const byte Version2Local = 0x20;
    private const byte Version2Proxy = 0x21;
    private const byte TcpOverIPv4 = 0x11;
    private const byte TcpOverIPv6 = 0x21;

    // Two addresses and two ports.
    private const int IPv4Bytes = 12;
    private const int IPv6Bytes = 36;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header.</summary>
    /// <param name="data">The bytes that came so far.</param>
    /// <param name="header">The header, if the result is <see cref="ProxyHeaderStatus.Read"/>.</param>
    /// <param name="length">How many bytes it has.</param>
    public static ProxyHeaderStatus Read(ReadOnlySpan<byte> data, out ProxyHeader? header, out int length)
    {
        header = null;
        length = 0;
        if (!Signature.StartsWith(data[..Math.Min(data.Length, Signature.Length)])
            || (data.Length > VersionAndCommand && data[VersionAndCommand] is not (Version2Local or Version2Proxy)))
        {
            return ProxyHeaderStatus.Invalid;
        }

        if (data.Length < Rest)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        var end = Rest + BinaryPrimitives.ReadUInt16BigEndian(data[RestLength..]);
        if (end > ProxyHeader.LongestBytes)
        {
            return ProxyHeaderStatus.Invalid;
        }

        if (data.Length < end)
        {
            return ProxyHeaderStatus.Incomplete;
        }

        var rest = data[Rest..end];
        header = data[VersionAndCommand] == Version2Local ? new ProxyHeader(Source: null) : ReadProxied(data[FamilyAndProtocol], rest);
        length = header is null ? 0 : end;
        return header is null ? ProxyHeaderStatus.Invalid : ProxyHeaderStatus.Read;
    }

    private static ProxyHeader? ReadProxied(byte family, ReadOnlySpan<byte> rest)
    {
        var addresses = family switch
        {
            TcpOverIPv4 => IPv4Bytes,
            TcpOverIPv6 => IPv6Bytes,
            _ => 0,
        };
        if (addresses == 0)
        {
            // Unspecified, a datagram or a Unix socket: nobody whom TCP has proved.
            return new ProxyHeader(Source: null);
        }

        if (rest.Length < addresses || !AreWellFormed(rest[addresses..]))
        {
            return null;
        }

        var source = new IPAddress(rest[..(family == TcpOverIPv4 ? 4 : 16)]);
        var port = BinaryPrimitives.ReadUInt16BigEndian(rest[(addresses - (2 * sizeof(ushort)))..]);
        return source.IsIPv4MappedToIPv6 ? null : new ProxyHeader(source, port == 0 ? null : port);
    }

    // Section 2.2.7: a byte of type, two of length, and the value.
    private static bool AreWellFormed(ReadOnlySpan<byte> extensions)
    {
        while (!extensions.IsEmpty)
        {
            if (extensions.Length < 3 || extensions.Length - 3 < BinaryPrimitives.ReadUInt16BigEndian(extensions[1..]))
            {
                return false;
            }

            extensions = extensions[(3 + BinaryPrimitives.ReadUInt16BigEndian(extensions[1..]))..];
        }

        return true;
    }
}
