using PortScanner.Core.Reports.Html;
using PortScanner.Core.Reports.Text;
using PortScanner.Core.Words;

namespace PortScanner.Web.Features.Pages;

/// <summary>What the site does, what it keeps, and what to do if it was seen in a firewall's log.</summary>
internal static class AboutPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/about";

    private static readonly string[] Sections = ["what", "kept", "log", "words"];

    /// <summary>The page as text.</summary>
    public static string Text(Messages messages)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Line(messages["page.about"]);
        foreach (var section in Sections)
        {
            lines.Blank();
            lines.Line(messages[$"about.{section}"]);
            lines.Wrapped("  ", messages[$"about.{section}-text"]);
        }

        return output.ToString();
    }

    /// <summary>The page for browsers.</summary>
    public static string Html(ReaderLanguage language)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        HtmlPage.WriteHead(output, language, messages["page.about"]);
        foreach (var section in Sections)
        {
            output.WriteLine($"<h2>{HtmlPage.Encode(messages[$"about.{section}"])}</h2>\n<p>{HtmlPage.Encode(messages[$"about.{section}-text"])}</p>");
        }

        HtmlPage.WriteFoot(output, language, Path);
        return output.ToString();
    }
}
