using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

/// <summary>Writes lines that are never wider than <see cref="Width"/>, whatever they are made of.</summary>
internal sealed class TextLines(TextWriter output)
{
    /// <summary>The width of every terminal since the punched card, in columns.</summary>
    public const int Width = 80;

    private const string DotsIndent = "      ";

    private int _dots;

    /// <summary>Writes an empty line.</summary>
    public void Blank() => Line("");

    /// <summary>Writes a line that is narrow enough by its making.</summary>
    public void Line(string line)
    {
        EndDots();
        output.Write($"{line.TrimEnd()}\n");
    }

    /// <summary>Writes a heading, with a line of <paramref name="line"/> under it.</summary>
    public void Underlined(string heading, char line)
    {
        Line(heading);
        Line(new string(line, heading.Length));
    }

    /// <summary>Writes a dot, on a line on which there is nothing but dots.</summary>
    public void Dot()
    {
        if (_dots == Width - DotsIndent.Length)
        {
            EndDots();
        }

        output.Write(_dots == 0 ? $"{DotsIndent}." : ".");
        _dots++;
    }

    /// <summary>Writes text after a lead, wrapped between words; the lines that follow are indented as far as the lead is wide.</summary>
    public void Wrapped(string lead, string text)
    {
        var indent = new string(' ', lead.Length);
        var rest = PlainText.Clean(text).Trim().AsSpan();
        do
        {
            var length = FirstLineLength(rest, Width - lead.Length);
            Line($"{lead}{rest[..length]}");
            rest = rest[length..].TrimStart();
            lead = indent;
        }
        while (!rest.IsEmpty);
    }

    private void EndDots()
    {
        if (_dots > 0)
        {
            output.Write('\n');
            _dots = 0;
        }
    }

    // Breaks before a blank or after a comma (a port list may have no blank); a longer word is cut.
    private static int FirstLineLength(ReadOnlySpan<char> text, int room)
    {
        if (text.Length <= room)
        {
            return text.Length;
        }

        var blank = text[..(room + 1)].LastIndexOf(' ');
        var comma = text[..room].LastIndexOf(',') + 1;
        var end = blank > 0 ? blank : comma;
        return end > 0 ? end : room;
    }
}
