using PortScanner.Core.Localization;
using PortScanner.Reports.Html;
using PortScanner.Reports.Text;
using PortScanner.Web.Features.Operator;

namespace PortScanner.Web.Features.Pages;

/// <summary>A page of headings, each with a paragraph.</summary>
/// <param name="path">Where it is.</param>
/// <param name="title">The key of its title.</param>
/// <param name="keyOf">The key of a section's heading; that of its text has <c>-text</c> behind it.</param>
/// <param name="sections">Its sections, in their order.</param>
internal sealed class SitePage(string path, string title, Func<string, string> keyOf, params string[] sections)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The key of its title.</summary>
    public string Title => title;

    /// <summary>The page as text.</summary>
    public string Text(ReaderLanguage language, OperatorSettings settings)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Line(messages[title]);
        foreach (var section in sections)
        {
            lines.Blank();
            lines.Line(messages[keyOf(section)]);
            lines.Wrapped("  ", TextOf(section, messages, settings));
        }

        lines.Blank();
        foreach (var other in SitePages.All.Where(other => other != this))
        {
            lines.Line($"{messages[other.Title]}: {language.Link(other.Path)}");
        }

        return output.ToString();
    }

    /// <summary>The page for browsers.</summary>
    public string Html(ReaderLanguage language, OperatorSettings settings)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        HtmlPage.WriteHead(output, language, messages[title]);
        foreach (var section in sections)
        {
            output.WriteLine($"<h2>{HtmlPage.Encode(messages[keyOf(section)])}</h2>\n<p>{Linked(HtmlPage.Encode(TextOf(section, messages, settings)), settings)}</p>");
        }

        output.WriteLine($"<p>{string.Join(" ", SitePages.All.Where(other => other != this).Select(other => $"<a href=\"{HtmlPage.Encode(language.Link(other.Path))}\">{HtmlPage.Encode(messages[other.Title])}</a>"))}</p>");
        HtmlPage.WriteFoot(output, language, path);
        return output.ToString();
    }

    private string TextOf(string section, Messages messages, OperatorSettings settings) =>
        messages.Format(keyOf($"{section}-text"), ("contact", settings.ContactInWords ?? messages["abuse.no-contact"]));

    // The contact stands out in its sentence as a link, wherever a language puts it.
    private static string Linked(string paragraph, OperatorSettings settings)
    {
        if (settings is not { Contact: { } contact, ContactInWords: { } words })
        {
            return paragraph;
        }

        var shown = HtmlPage.Encode(words);
        return paragraph.Replace(shown, $"<a href=\"{HtmlPage.Encode(contact.OriginalString)}\">{shown}</a>", StringComparison.Ordinal);
    }
}
