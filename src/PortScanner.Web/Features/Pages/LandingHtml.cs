using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Reports.Model;

using static PortScanner.Reports.Html.HtmlPage;

namespace PortScanner.Web.Features.Pages;

/// <summary>The start page for browsers. It needs no script; with one, the test is shown live in its place.</summary>
internal static class LandingHtml
{
    /// <summary>
    /// What the head of a page holds whose form asks for a scan. The answers bear "no-referrer", under which browsers call the page's own form
    /// "Origin: null"; and where the site is not encrypted, they say nothing else by which it could be told from another site's. Nothing goes to
    /// other sites under this either.
    /// </summary>
    public const string Referrer = "<meta name=\"referrer\" content=\"same-origin\"/>\n";

    /// <summary>Writes the page.</summary>
    /// <param name="visitor">Who reads it.</param>
    /// <param name="language">In which language.</param>
    /// <param name="scripts">The elements that load the scripts.</param>
    /// <param name="entry">What the form holds.</param>
    public static string Write(Visitor visitor, ReaderLanguage language, string scripts, FormEntry entry)
    {
        var messages = language.Messages;
        using var output = new StringWriter { NewLine = "\n" };
        WriteHead(output, language, messages["landing.title"], Referrer + scripts);
        if (entry.Errors.Count > 0)
        {
            WriteErrors(output, messages, entry);
        }

        output.Write(
            $"""
            <div class="beside">
            <section class="card">
            <p class="address-line">{AddressLine(visitor, messages)}</p>
            {ProxyNote(visitor, messages)}<p>{Encode(visitor.WhoseAddress(messages))}</p>
            <details><summary>{Encode(messages["landing.whose"])}</summary>
            <p>{Encode(messages["landing.whose-vpn"])}</p>
            <p>{Encode(messages["landing.whose-shared"])}</p>
            </details>
            {OtherFamily(visitor, language)}</section>

            """);
        WriteForm(output, visitor, language, entry);
        output.Write(
            $"""
            </div>
            <p><a href="{language.Link(PortPaths.Index)}">{Encode(messages["port.title"])}</a></p>
            <p>{Encode(messages["help.landing"])} <a href="{language.Link(HelpPaths.Index)}">{Encode(messages["help.title"])}</a></p>
            <p class="quiet-text">{Encode(messages["landing.without-browser"])} <code>curl -sN {Encode(visitor.SiteUrl)}/</code></p>

            """);
        WriteFoot(output, language);
        return output.ToString();
    }

    /// <summary>The address in a sentence, out of which it stands, wherever a language puts it.</summary>
    public static string AddressLine(Visitor visitor, Messages messages)
    {
        var sentence = Encode(visitor.Sentence(messages));
        return visitor.Address is null ? sentence : sentence.Replace($"{visitor.Address}", $"<strong class=\"address\">{visitor.Address}</strong>", StringComparison.Ordinal);
    }

    /// <summary>What a page says instead of offering a test, to who cannot have it; empty for others.</summary>
    public static string Refusal(Visitor visitor, Messages messages) => visitor.Refusal is { } refusal
        ? $"<section class=\"card errors\" data-refused=\"yes\"><h2>{Encode(messages.Format(refusal.Title))}</h2>\n{string.Concat(refusal.Sentences.Select(sentence => $"<p>{Encode(messages.Format(sentence))}</p>\n"))}</section>\n"
        : string.Empty;

    /// <summary>What a page says to who comes through a web proxy; empty for others.</summary>
    public static string ProxyNote(Visitor visitor, Messages messages) => visitor.SaysProxy
        ? $"<p class=\"error\" data-proxy=\"yes\">{Encode(messages["landing.proxy"])}</p>\n"
        : string.Empty;

    private static void WriteForm(TextWriter output, Visitor visitor, ReaderLanguage language, FormEntry entry)
    {
        if (visitor.Refusal is not null)
        {
            output.Write(Refusal(visitor, language.Messages));
            return;
        }

        new FormHtml(language, entry, visitor.Address?.AddressFamily ?? AddressFamily.InterNetwork).Write(output);
    }

    private static void WriteErrors(TextWriter output, Messages messages, FormEntry entry)
    {
        output.Write($"<section class=\"card errors\" role=\"alert\"><h2>{Encode(messages["landing.refused"])}</h2>\n<dl>\n");
        foreach (var (field, sentences) in entry.Errors)
        {
            output.Write($"<dt>{Encode(field)}</dt>\n{string.Concat(sentences.Select(sentence => $"<dd>{Encode(sentence)}</dd>\n"))}");
        }

        output.Write("</dl></section>\n");
    }

    private static string OtherFamily(Visitor visitor, ReaderLanguage language) => visitor.OtherOrigin is { } origin
        ? $"""
            <p class="other-family"{(visitor.CanOtherBeAsked ? $" data-other-origin=\"{Encode(origin)}\"" : "")}><a href="{Encode(language.Link($"{origin}/"))}">{Encode(language.Messages.Format("landing.other-family", ("family", visitor.OtherFamily)))}</a> <span data-other-status="yes" role="status"></span></p>

            """
        : string.Empty;
}
