namespace PortScanner.Core.Payloads;

/// <summary>Cuts a line of a payload file into words and quoted strings; a comment ends it.</summary>
internal ref struct PayloadLine(ReadOnlySpan<char> line)
{
    public const char Quote = '"';

    private const char Comment = '#';
    private const char Escape = '\\';

    private ReadOnlySpan<char> _rest = line;

    /// <summary>Reads the next word, or the next string with its quotes; a string that is not closed comes without the second quote.</summary>
    public bool TryRead(out ReadOnlySpan<char> token)
    {
        _rest = _rest.TrimStart();
        if (_rest.IsEmpty || _rest[0] == Comment)
        {
            token = default;
            return false;
        }

        var length = _rest[0] == Quote ? StringLength() : WordLength();
        token = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private readonly int StringLength()
    {
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == Quote)
            {
                return i + 1;
            }

            i += _rest[i] == Escape ? 1 : 0;
        }

        return _rest.Length;
    }

    private readonly int WordLength()
    {
        var length = 1;
        while (length < _rest.Length && !char.IsWhiteSpace(_rest[length]) && _rest[length] is not (Quote or Comment))
        {
            length++;
        }

        return length;
    }
}
