using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

using PortScanner.Core.Localization;

namespace PortScanner.Web.Http.Negotiation;

/// <summary>The language of a request: the one that was chosen on the page, else the one that the browser is set to.</summary>
internal static class RequestLanguage
{
    /// <summary>Notes the choice that came with a form, so that a refusal comes in the same language. One that is not known counts for nothing.</summary>
    public static void Remember(HttpContext context, string? code)
    {
        if (Languages.Find(code) is { } chosen)
        {
            context.Features.Set(new ReaderLanguage(chosen, IsChosen: true));
        }
    }

    /// <summary>The language that a request is to be answered in.</summary>
    public static ReaderLanguage Of(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<ReaderLanguage>() is { } chosen)
        {
            return chosen;
        }

        return Languages.Find(request.Query[ReaderLanguage.Field]) is { } asked
            ? new ReaderLanguage(asked, IsChosen: true)
            : new ReaderLanguage(Languages.Negotiate(request.Headers.AcceptLanguage), IsChosen: false);
    }

    /// <summary>Says which language an answer is in, and that another could be had (RFC 9110 sections 8.5 and 12.5.5).</summary>
    public static void Announce(HttpResponse response, Language language)
    {
        response.Headers.ContentLanguage = language.Code;
        response.Headers.Vary = StringValues.Concat(response.Headers.Vary, HeaderNames.AcceptLanguage);
    }
}
