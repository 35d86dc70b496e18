using System.Buffers.Binary;

namespace PortScanner.Engine.Identity;

/// <summary>128 unguessable bits for one probe of one scan, cut into the fields that a protocol echoes.</summary>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The last 64 bits.</param>
public readonly record struct ProbeNonce(ulong High, ulong Low)
{
    /// <summary>The length of <see cref="WriteTo"/>, in bytes.</summary>
    public const int Length = 16;

    /// <summary>The first 16 bits.</summary>
    public ushort First16Bits => (ushort)(High >> 48);

    /// <summary>The first 32 bits.</summary>
    public uint First32Bits => (uint)(High >> 32);

    /// <summary>The first 64 bits.</summary>
    public ulong First64Bits => High;

    /// <summary>Writes all 16 bytes, most significant first.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }
}
