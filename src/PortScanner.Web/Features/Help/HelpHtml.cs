using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Web.Features.Help;

/// <summary>Writes a page of help as HTML without script.</summary>
internal static class HelpHtml
{
    /// <summary>Writes a page.</summary>
    public static string Write(HelpPage page, ReaderLanguage language)
    {
        using var output = new StringWriter { NewLine = "\n" };
        WriteHead(output, language, page.Title);
        foreach (var section in page.Sections)
        {
            output.Write(section.Heading is null ? "" : $"<h2>{Encode(section.Heading)}</h2>\n");
            output.Write(string.Concat(section.Blocks.Select(block => Block(block, language))));
        }

        WriteFoot(output, language, page.Path);
        return output.ToString();
    }

    private static string Block(HelpBlock block, ReaderLanguage language) => block switch
    {
        HelpParagraph paragraph => $"<p>{Encode(paragraph.Text)}</p>\n",
        HelpTerms terms => $"<dl>\n{string.Concat(terms.Terms.Select(term => Term(term, language)))}</dl>\n",
        HelpLinks links => $"<ul>\n{string.Concat(links.Links.Select(link => $"<li>{Link(link.Path, link.Text, language)}</li>\n"))}</ul>\n",
        HelpPortForm form => Form(form, language),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Not a block."),
    };

    private static string Term(HelpTerm term, ReaderLanguage language) =>
        $"<dt>{(term.Path is null ? Encode(term.Name) : Link(term.Path, term.Name, language))}</dt><dd>{Encode(term.Text)}</dd>\n";

    private static string Link(string path, string text, ReaderLanguage language) => $"<a href=\"{language.Link(path)}\">{Encode(text)}</a>";

    private static string Form(HelpPortForm form, ReaderLanguage language) =>
        $"""
        <form method="get" action="{HelpPaths.Ports}">
        {LanguageField(language)}<p><label>{Encode(form.Label)}
        <input type="text" name="{HelpFeature.NumberField}" size="6" maxlength="5" inputmode="numeric" autocomplete="off"/></label></p>
        <p><button type="submit">{Encode(form.Button)}</button></p>
        </form>

        """;
}
