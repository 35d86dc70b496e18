using System.Buffers.Binary;

namespace PortScanner.Engine.Wire;

/// <summary>
/// Reads big-endian fields from the front of a span. Each method says whether the field was there (and, for <c>Expects</c>, whether
/// it had the value); after a failure the position is unspecified, so a caller stops there.
/// </summary>
/// <param name="source">The bytes as received.</param>
internal ref struct SpanReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryReadByte(out byte value)
    {
        bool read = TryReadBytes(sizeof(byte), out var field);
        value = read ? field[0] : default;
        return read;
    }

    public bool TryReadUInt16(out ushort value)
    {
        bool read = TryReadBytes(sizeof(ushort), out var field);
        value = read ? BinaryPrimitives.ReadUInt16BigEndian(field) : default;
        return read;
    }

    public bool TryReadUInt32(out uint value)
    {
        bool read = TryReadBytes(sizeof(uint), out var field);
        value = read ? BinaryPrimitives.ReadUInt32BigEndian(field) : default;
        return read;
    }

    public bool TryReadUInt64(out ulong value)
    {
        bool read = TryReadBytes(sizeof(ulong), out var field);
        value = read ? BinaryPrimitives.ReadUInt64BigEndian(field) : default;
        return read;
    }

    public bool TryReadBytes(int length, out ReadOnlySpan<byte> value)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            value = default;
            return false;
        }

        value = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    public bool TrySkip(int length) => TryReadBytes(length, out _);

    public bool Expects(byte value) => TryReadByte(out byte actual) && actual == value;

    public bool Expects(ushort value) => TryReadUInt16(out ushort actual) && actual == value;

    public bool Expects(uint value) => TryReadUInt32(out uint actual) && actual == value;

    public bool Expects(ulong value) => TryReadUInt64(out ulong actual) && actual == value;

    public bool Expects(ReadOnlySpan<byte> value) => TryReadBytes(value.Length, out var actual) && actual.SequenceEqual(value);
}
