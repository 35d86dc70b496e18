using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PortScanner.Web.Features.Live;

/// <summary>The live page's way to a scan: begun by one request, followed by another, deleted by a third.</summary>
internal static class LiveFeature
{
    /// <summary>Adds what live scans need beside the scans themselves.</summary>
    public static void AddLiveScans(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveScans>();
        builder.Services.TryAddSingleton<IScansElsewhere, NothingElsewhere>();
        builder.Services.AddSingleton<LiveEndpoint>();
        builder.Services.AddHostedService<LiveScanPurger>();
    }

    /// <summary>Maps <c>/api/scans</c> and what lies below it; <c>docs/openapi.json</c> describes them.</summary>
    public static void MapLiveScans(this WebApplication app)
    {
        app.MapPost("/api/scans", (HttpContext context, LiveEndpoint live) => live.CreateAsync(context)).DisableAntiforgery();
        app.MapGet("/api/scans/{id}", (string id, HttpContext context, LiveEndpoint live) => live.DescribeAsync(context, id));
        app.MapGet("/api/scans/{id}/events", (string id, HttpContext context, LiveEndpoint live) => live.FollowAsync(context, id));
        app.MapGet("/api/scans/{id}/report", (string id, string? format, HttpContext context, LiveEndpoint live) => live.ReportAsync(context, id, format));
        app.MapDelete("/api/scans/{id}", (string id, HttpContext context, LiveEndpoint live) => live.EndAsync(context, id));

        app.MapPost("/api/scans/{id}/alive/{sign}", (string id, string sign, HttpContext context, LiveEndpoint live) => live.NoteAliveAsync(context, id, sign)).DisableAntiforgery();

        // Where a page may only beacon, which is a POST whatever one wants, such as when it is being closed.
        app.MapPost("/api/scans/{id}/abandon", (string id, HttpContext context, LiveEndpoint live) => live.EndAsync(context, id)).DisableAntiforgery();
    }
}
