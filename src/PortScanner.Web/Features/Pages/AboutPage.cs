using PortScanner.Core.Reports.Html;
using PortScanner.Core.Reports.Text;

namespace PortScanner.Web.Features.Pages;

/// <summary>What the site does, what it keeps, and what to do if it was seen in a firewall's log.</summary>
internal static class AboutPage
{
    private const string Title = "About this test";

    private static readonly (string Heading, string Text)[] Sections =
    [
        ("What it does", "Whoever asks for it has his own address tested: packets are sent to it from here, and the answers are shown. Nobody can have another address tested, since the address is taken from the connection itself."),
        ("What is kept", "Nothing. Results exist for the moment of the test, in memory only, and are deleted once they were read, when the reader goes away, and ten minutes after the start at the latest. No address and no port of a visitor is written to a log or a file."),
        ("This test is in my firewall's log", "Then somebody who used your address at that moment asked for it, by the form of this site or a program. If that was not you, it was someone behind the same router, or whoever had the address then."),
        ("What the words mean", "Open: something accepts connections. Closed: the address answers that nothing listens. Rejected: a firewall or router says no. Stealth: nothing comes back at all, and that was made sure of. Unknown: the test could not make sure, and says why."),
    ];

    /// <summary>The page as text.</summary>
    public static string Text()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Line(Title);
        foreach (var (heading, text) in Sections)
        {
            lines.Blank();
            lines.Line(heading);
            lines.Wrapped("  ", text);
        }

        return output.ToString();
    }

    /// <summary>The page for browsers.</summary>
    public static string Html()
    {
        using var output = new StringWriter { NewLine = "\n" };
        HtmlPage.WriteHead(output, Title);
        foreach (var (heading, text) in Sections)
        {
            output.WriteLine($"<h2>{HtmlPage.Encode(heading)}</h2>\n<p>{HtmlPage.Encode(text)}</p>");
        }

        HtmlPage.WriteFoot(output);
        return output.ToString();
    }
}
