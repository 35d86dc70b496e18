using System.Text;

using PortScanner.Core.Words;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Negotiation;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Features.Refusals;

namespace PortScanner.Web.Features.Pages;

/// <summary>The pages beside the scan itself.</summary>
internal static class PagesFeature
{
    /// <summary>The methods that every page answers to (RFC 9110 section 9.1: GET and HEAD are for all).</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what the pages need.</summary>
    public static void AddPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PageScripts>();

    /// <summary>Maps <c>/</c>, <c>/ip</c>, the pages about the site, and what the scripts need.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapMethods("/", Reading, (HttpContext context, WebOptions options, PageScripts scripts) =>
        {
            var visitor = Visitor.Of(context, options);
            return Page(context, language => LandingHtml.Write(visitor, language, scripts.Head, FormEntry.Empty), language => LandingText.Write(visitor, language));
        });
        foreach (var page in SitePages.All)
        {
            app.MapMethods(page.Path, Reading, (HttpContext context, OperatorSettings settings) =>
                Page(context, language => page.Html(language, settings), language => page.Text(language, settings)));
        }

        app.MapMethods("/ip", Reading, Ip);
        app.MapPageWords();
    }

    /// <summary>Answers with a page in the reader's language, as HTML for browsers and as text for all others.</summary>
    public static IResult Page(HttpContext context, Func<ReaderLanguage, string> html, Func<ReaderLanguage, string> text, int status = StatusCodes.Status200OK)
    {
        var language = RequestLanguage.Of(context.Request);
        RequestLanguage.Announce(context.Response, language.Messages.Language);
        return ReaderKind.Of(context.Request) == Reader.Html
            ? Results.Text(html(language), "text/html", Encoding.UTF8, status)
            : Results.Text(text(language), "text/plain", Encoding.UTF8, status);
    }

    private static IResult Ip(HttpContext context)
    {
        if (CallerAddress.Of(context)?.Shown is not { } address)
        {
            return new RefusalResult(Refusal.NoAddress());
        }

        // The page at the other address family's name asks here which address it has; no other path is open to other origins.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return ReaderKind.Of(context.Request) == Reader.Json
            ? Results.Json(new { address = address.ToString(), family = ReportNames.Of(address.AddressFamily) })
            : Results.Text($"{address}\n");
    }
}
