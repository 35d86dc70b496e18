using System.Text.Encodings.Web;
using System.Text.Unicode;

using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Html;

/// <summary>
/// The frame of every page. Pages are written as well-formed XML too, so that a test can parse them; there is no inline style and
/// no script, so that a strict content security policy holds.
/// </summary>
public static class HtmlPage
{
    private static readonly string Links = string.Concat(
        new[] { "tokens", "base", "form", "live", "map", "table", "findings", "print" }.Select(part => $"<link rel=\"stylesheet\" href=\"/assets/css/{part}.css\"/>\n"));

    // The letters and signs of all our languages stay what they are; the default would write each as a number.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.GeneralPunctuation);

    /// <summary>Writes the beginning of a page, up to and with its <c>h1</c>.</summary>
    /// <param name="output">Where the page goes.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="title">The title and the heading, as plain text.</param>
    /// <param name="head">Further elements of the head, as they stand, each with a line break behind it.</param>
    public static void WriteHead(TextWriter output, ReaderLanguage language, string title, string head = "") => output.Write(
        $"""
        <!DOCTYPE html>
        <html lang="{language.Messages.Language.Code}">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{Encode(title)} - PortScanner</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml"/>
        {Links}{head}</head>
        <body>
        <header><p><a href="{language.Link("/")}">PortScanner</a></p></header>
        <main>
        <h1>{Encode(title)}</h1>

        """);

    /// <summary>Writes the end of a page.</summary>
    /// <param name="output">Where the page goes.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="path">The page that is offered in the other languages: this one, or the start page if this one cannot be had again.</param>
    public static void WriteFoot(TextWriter output, ReaderLanguage language, string path = "/") => output.Write(
        $"""
        </main>
        <footer>
        <p><a href="{language.Link("/")}">{Encode(language.Messages["page.start"])}</a> <a href="{language.Link("/about")}">{Encode(language.Messages["page.about"])}</a> <a href="{language.Link(HelpPaths.Index)}">{Encode(language.Messages["help.title"])}</a></p>
        <nav aria-label="{Encode(language.Messages["page.languages"])}"><p>{string.Join(' ', Languages.All.Select(messages => Switch(messages.Language, language.Messages.Language, path)))}</p></nav>
        </footer>
        </body>
        </html>

        """);

    /// <summary><paramref name="text"/> as the content of an element or of a quoted attribute.</summary>
    public static string Encode(string text) => Encoder.Encode(PlainText.Clean(text));

    /// <summary>The field that a form carries the reader's choice of language in; empty if there is none.</summary>
    public static string LanguageField(ReaderLanguage language) => language.IsChosen
        ? $"""<input type="hidden" name="{ReaderLanguage.Field}" value="{language.Messages.Language.Code}"/>{"\n"}"""
        : string.Empty;

    private static string Switch(Language offered, Language current, string path) => offered == current
        ? $"""<span lang="{offered.Code}" aria-current="true">{Encode(offered.Name)}</span>"""
        : $"""<a href="{ReaderLanguage.LinkTo(path, offered)}" lang="{offered.Code}" hreflang="{offered.Code}">{Encode(offered.Name)}</a>""";
}
