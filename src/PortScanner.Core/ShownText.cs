namespace PortScanner.Core;

/// <summary>
/// Somebody's text as an error message repeats it: shortened, in printable ASCII. The message is printed on terminals, where an
/// escape sequence would be carried out.
/// </summary>
internal static class ShownText
{
    private const int Longest = 24;

    public static string Of(ReadOnlySpan<char> text)
    {
        var kept = text[..Math.Min(text.Length, Longest)].ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = kept[i] is >= ' ' and <= '~' ? kept[i] : '?';
        }

        return text.Length > Longest ? $"{new string(kept)}..." : new string(kept);
    }
}
