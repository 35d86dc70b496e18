using System.Buffers.Binary;
using System.Globalization;

namespace PortScanner.Engine.Wire;

/// <summary>Writes big-endian fields one after another. A destination that is too short is the caller's fault and throws.</summary>
/// <param name="destination">Where the first field goes.</param>
internal ref struct SpanWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    public void WriteByte(byte value) => Take(sizeof(byte))[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(sizeof(ushort)), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(sizeof(ulong)), value);

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void WriteZeros(int count) => Take(count).Clear();

    /// <summary>Writes eight lower-case hexadecimal digits.</summary>
    public void WriteHex(uint value) => value.TryFormat(Take(8), out _, "x8", CultureInfo.InvariantCulture);

    /// <summary>Writes sixteen lower-case hexadecimal digits.</summary>
    public void WriteHex(ulong value) => value.TryFormat(Take(16), out _, "x16", CultureInfo.InvariantCulture);

    /// <summary>Moves on by <paramref name="count"/> bytes and hands them out to be written.</summary>
    public Span<byte> Take(int count)
    {
        var taken = _destination.Slice(Length, count);
        Length += count;
        return taken;
    }
}
