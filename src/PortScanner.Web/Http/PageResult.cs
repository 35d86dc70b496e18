using System.Text;

using PortScanner.Core.Localization;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Http;

/// <summary>A page as an answer.</summary>
internal static class PageResult
{
    /// <summary>The methods that every page answers to (RFC 9110 section 9.1: GET and HEAD are for all).</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Answers with a page in the reader's language, as HTML for browsers and as text for all others.</summary>
    public static IResult Of(HttpContext context, Func<ReaderLanguage, string> html, Func<ReaderLanguage, string> text, int status = StatusCodes.Status200OK)
    {
        var language = RequestLanguage.Of(context.Request);
        RequestLanguage.Announce(context.Response, language.Messages.Language);
        return ReaderKind.Of(context.Request) == Reader.Html
            ? Results.Text(html(language), "text/html", Encoding.UTF8, status)
            : Results.Text(text(language), "text/plain", Encoding.UTF8, status);
    }
}
