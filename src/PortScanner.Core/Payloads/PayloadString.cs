namespace PortScanner.Core.Payloads;

/// <summary>A quoted string with C's escapes (C17 section 6.4.4.4), except that <c>\x</c> takes two digits, as in nmap.</summary>
internal static class PayloadString
{
    private const int HexDigits = 2;
    private const int MostOctalDigits = 3;

    /// <summary>Appends the bytes of a string.</summary>
    /// <param name="token">The string with its quotes.</param>
    /// <param name="bytes">Where they go.</param>
    /// <returns>What is wrong, as the rest of a sentence; null if nothing is.</returns>
    public static string? Decode(ReadOnlySpan<char> token, List<byte> bytes)
    {
        var rest = token[1..];
        while (!rest.IsEmpty && rest[0] != PayloadLine.Quote)
        {
            if (rest[0] != '\\')
            {
                if (rest[0] > byte.MaxValue)
                {
                    return "holds a character that is no byte; allowed are bytes, the others written as \\x and two digits.";
                }

                bytes.Add((byte)rest[0]);
                rest = rest[1..];
            }
            else if (TryDecodeEscape(rest[1..], out var value, out var length))
            {
                bytes.Add(value);
                rest = rest[(1 + length)..];
            }
            else
            {
                return $"holds the unknown escape {ShownText.Of(rest[..Math.Min(rest.Length, 2)])}; allowed are \\xHH with two hexadecimal digits, \\0 to \\377, \\a \\b \\f \\n \\r \\t \\v, \\\" and \\\\.";
            }
        }

        return rest.IsEmpty ? "is not closed; allowed is a string that ends with a double quote on its line." : null;
    }

    private static bool TryDecodeEscape(ReadOnlySpan<char> text, out byte value, out int length)
    {
        length = 1;
        value = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        int? code = text[0] switch
        {
            'x' => Hexadecimal(text[1..], out length),
            >= '0' and <= '7' => Octal(text, out length),
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '"' or '\'' or '\\' or '?' => text[0],
            _ => null,
        };
        value = (byte)(code ?? 0);
        return code <= byte.MaxValue;
    }

    private static int? Hexadecimal(ReadOnlySpan<char> digits, out int length)
    {
        length = 1 + HexDigits;
        return digits.Length >= HexDigits && char.IsAsciiHexDigit(digits[0]) && char.IsAsciiHexDigit(digits[1])
            ? (Convert.ToInt32(digits[..1].ToString(), 16) << 4) | Convert.ToInt32(digits[1..2].ToString(), 16)
            : null;
    }

    private static int Octal(ReadOnlySpan<char> digits, out int length)
    {
        var value = 0;
        for (length = 0; length < Math.Min(digits.Length, MostOctalDigits) && digits[length] is >= '0' and <= '7'; length++)
        {
            value = (value << 3) | (digits[length] - '0');
        }

        return value;
    }
}
