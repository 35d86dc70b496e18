using PortScanner.Reports.Model;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Pages;

/// <summary>The pages beside the scan itself.</summary>
internal static class PagesFeature
{
    /// <summary>Adds what the pages need.</summary>
    public static void AddPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PageScripts>().AddSingleton<Visitors>();

    /// <summary>Maps <c>/</c>, <c>/ip</c>, the pages about the site, and what the scripts need.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapMethods("/", PageResult.Reading, (HttpContext context, Visitors visitors, PageScripts scripts) =>
        {
            var visitor = visitors.Of(context);
            return PageResult.Of(context, language => LandingHtml.Write(visitor, language, scripts.Head, FormEntry.Empty), language => LandingText.Write(visitor, language));
        });
        foreach (var page in SitePages.All)
        {
            app.MapMethods(page.Path, PageResult.Reading, (HttpContext context, OperatorSettings settings) =>
                PageResult.Of(context, language => page.Html(language, settings), language => page.Text(language, settings)));
        }

        app.MapMethods("/ip", PageResult.Reading, Ip);
        app.MapPageWords();
    }

    private static IResult Ip(HttpContext context)
    {
        if (CallerAddress.Of(context)?.Shown is not { } address)
        {
            return new ProblemResult(Problem.NoAddress());
        }

        // The page at the other address family's name asks here which address it has; no other path is open to other origins.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return ReaderKind.Of(context.Request) == Reader.Json
            ? Results.Json(new { address = address.ToString(), family = ReportNames.Of(address.AddressFamily) })
            : Results.Text($"{address}\n");
    }
}
