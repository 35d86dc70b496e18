using System.Text;

namespace PortScanner.Core.Localization;

/// <summary>The text of a message, with named placeholders in braces: <c>{count} ports are open to {vantage}</c>.</summary>
public sealed class MessageTemplate
{
    // Text and names by turns, beginning and ending with text.
    private readonly string[] _pieces;

    private MessageTemplate(string[] pieces) => _pieces = pieces;

    /// <summary>The names of the placeholders, in the order of the text.</summary>
    public IEnumerable<string> Placeholders => _pieces.Where((_, index) => IsName(index));

    /// <summary>Reads the text of a message.</summary>
    /// <exception cref="FormatException">A brace has no partner, or a name is not of letters.</exception>
    public static MessageTemplate Parse(string text)
    {
        var pieces = text.Split('{', '}');
        var braces = string.Concat(text.Where(c => c is '{' or '}'));
        var isPaired = braces == string.Concat(Enumerable.Repeat("{}", braces.Length / 2));
        return isPaired && pieces.Where((_, index) => IsName(index)).All(name => name.Length > 0 && name.All(char.IsAsciiLetter))
            ? new MessageTemplate(pieces)
            : throw new FormatException("Braces must be paired, with a name of letters between them.");
    }

    /// <summary>The text with its placeholders filled.</summary>
    /// <param name="valueOf">The text that takes the place of a name.</param>
    public string Fill(Func<string, string> valueOf)
    {
        if (_pieces.Length == 1)
        {
            return _pieces[0];
        }

        var text = new StringBuilder();
        for (var i = 0; i < _pieces.Length; i++)
        {
            text.Append(IsName(i) ? valueOf(_pieces[i]) : _pieces[i]);
        }

        return text.ToString();
    }

    private static bool IsName(int index) => index % 2 == 1;
}
