using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Scans;

/// <summary>Where scans are asked for.</summary>
internal static class ScanRoutes
{
    /// <summary>Maps <c>/scan</c>.</summary>
    public static void MapScans(this WebApplication app)
    {
        app.MapPost("/scan", (HttpContext context, ScanEndpoint endpoint) => endpoint.HandleAsync(context)).DisableAntiforgery();
        app.Map("/scan", (HttpContext context) =>
        {
            context.Response.Headers.Allow = "POST";
            return new ProblemResult(Problem.UsePost());
        });
    }
}
