using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PortScanner.Cluster.Sealing;

/// <summary>
/// What a link is called on the bus, in clear: 16 random octets. It is not the scan's id, and each attempt and each part of a scan has another.
/// </summary>
public readonly record struct LinkId(UInt128 Value)
{
    /// <summary>The octets of it.</summary>
    internal const int Length = 16;

    /// <summary>Draws one.</summary>
    public static LinkId New()
    {
        Span<byte> octets = stackalloc byte[Length];
        RandomNumberGenerator.Fill(octets);
        return Read(octets);
    }

    /// <summary>Reads one.</summary>
    internal static LinkId Read(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt128BigEndian(octets));

    /// <summary>Writes it.</summary>
    internal void Write(Span<byte> octets) => BinaryPrimitives.WriteUInt128BigEndian(octets, Value);
}
