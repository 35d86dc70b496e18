namespace PortScanner.Reports.Model;

/// <summary>Text that came from outside, made fit for a terminal and for a page.</summary>
internal static class PlainText
{
    /// <summary>
    /// <paramref name="text"/> with each control character as a blank: an escape sequence must not reach a visitor's terminal, and
    /// HTML has no way to write most of them.
    /// </summary>
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, Blank) : text;

    private static void Blank(Span<char> cleaned, string text)
    {
        for (var i = 0; i < cleaned.Length; i++)
        {
            cleaned[i] = char.IsControl(text[i]) ? ' ' : text[i];
        }
    }
}
