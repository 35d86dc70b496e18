namespace PortScanner.Engine.Wire;

/// <summary>
/// Reads BER (X.690 section 8) with definite lengths, the only ones that SNMP and LDAP allow (RFC 3417 section 8,
/// RFC 4511 section 5.1). After a failure the
/// position is unspecified, so a caller stops there.
/// </summary>
/// <param name="source">The bytes as received.</param>
internal ref struct BerReader(ReadOnlySpan<byte> source)
{
    private const byte LongForm = 0x80;

    private SpanReader _reader = new(source);

    /// <summary>Reads a value of the type <paramref name="tag"/> that lies whole in the source.</summary>
    public bool TryRead(byte tag, out ReadOnlySpan<byte> contents)
    {
        contents = default;
        return _reader.Expects(tag) && TryReadLength(out int length) && _reader.TryReadBytes(length, out contents);
    }

    /// <summary>Reads a value of the type <paramref name="tag"/> that holds other values.</summary>
    public bool TryEnter(byte tag, out BerReader contents)
    {
        bool read = TryRead(tag, out var octets);
        contents = new BerReader(octets);
        return read;
    }

    /// <summary>Reads an INTEGER of up to eight octets; needless leading octets, which some agents send, are taken.</summary>
    public bool TryReadInteger(out long value)
    {
        value = 0;
        if (!TryRead(BerTag.Integer, out var octets) || octets.Length is 0 or > sizeof(long))
        {
            return false;
        }

        value = (sbyte)octets[0];
        foreach (byte octet in octets[1..])
        {
            value = (value << 8) | octet;
        }

        return true;
    }

    /// <summary>Reads an INTEGER and compares it.</summary>
    public bool ExpectsInteger(long expected) => TryReadInteger(out long value) && value == expected;

    private bool TryReadLength(out int length)
    {
        length = 0;
        if (!_reader.TryReadByte(out byte first))
        {
            return false;
        }

        if (first < LongForm)
        {
            length = first;
            return true;
        }

        // No datagram needs more than two octets of length, but an encoder may always use four (X.690 section 8.1.3.5).
        if (!_reader.TryReadBytes(first - LongForm, out var octets) || octets.Length is 0 or > sizeof(int))
        {
            return false;
        }

        foreach (byte octet in octets)
        {
            length = (length << 8) | octet;
        }

        return true;
    }
}
