using System.Buffers.Binary;
using System.Net;

namespace PortScanner.Engine.Packets;

/// <summary>An address as one number, so that comparing two costs one instruction; IPv4 in its mapped form (RFC 4291 section 2.5.5.2).</summary>
public readonly record struct IpAddressBits(UInt128 Value)
{
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    /// <summary>Reads 4 bytes of IPv4 or 16 bytes of IPv6.</summary>
    public static IpAddressBits Read(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? new(MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>The bits of <paramref name="address"/>.</summary>
    public static IpAddressBits Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return Read(bytes[..length]);
    }

    /// <summary>Writes 4 bytes of IPv4, which is what a mapped address is, or 16 bytes of IPv6.</summary>
    /// <param name="bytes">At least 16 bytes.</param>
    /// <returns>How many were written.</returns>
    public int Write(Span<byte> bytes)
    {
        if (Value >> 32 == 0xFFFF)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Value);
            return sizeof(uint);
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return 16;
    }

    /// <summary>The address; a mapped one as IPv4.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPAddress(bytes[..Write(bytes)]);
    }
}
