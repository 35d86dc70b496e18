namespace PortScanner.Engine.Wire;

/// <summary>Writes BER (X.690 section 8) with one-octet lengths, which is all that our own short messages need.</summary>
/// <param name="destination">Where the first value goes.</param>
internal ref struct BerWriter(Span<byte> destination)
{
    private const int LongestShortForm = 127;

    private readonly Span<byte> _destination = destination;
    private SpanWriter _writer = new(destination);

    /// <summary>How many bytes have been written.</summary>
    public readonly int Length => _writer.Length;

    /// <summary>Opens a value that holds other values, until <see cref="End"/>.</summary>
    /// <returns>What <see cref="End"/> has to be given.</returns>
    public int Begin(byte tag)
    {
        _writer.WriteByte(tag);
        _writer.WriteByte(0);
        return _writer.Length;
    }

    /// <summary>Closes a value, whose length is known only now.</summary>
    /// <exception cref="InvalidOperationException">The contents need a length of more than one octet.</exception>
    public readonly void End(int start)
    {
        int length = _writer.Length - start;
        if (length > LongestShortForm)
        {
            throw new InvalidOperationException($"{length} octets do not fit the short form of a length.");
        }

        _destination[start - 1] = (byte)length;
    }

    /// <summary>Writes a value that holds no others.</summary>
    public void Write(byte tag, ReadOnlySpan<byte> contents)
    {
        int start = Begin(tag);
        _writer.WriteBytes(contents);
        End(start);
    }

    /// <summary>Writes an INTEGER in the fewest octets, as X.690 section 8.3.2 demands.</summary>
    public void WriteInteger(int value)
    {
        int octets = sizeof(int);
        while (octets > 1 && value >> ((8 * octets) - 9) is 0 or -1)
        {
            octets--;
        }

        int start = Begin(BerTag.Integer);
        while (octets > 0)
        {
            octets--;
            _writer.WriteByte((byte)(value >> (8 * octets)));
        }

        End(start);
    }
}
