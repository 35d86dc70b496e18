using PortScanner.Web.Features.Pages;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.PortCheck;

/// <summary>Where a visitor asks whether a port of his is open.</summary>
internal static class PortFeature
{
    /// <summary>Adds what that needs.</summary>
    public static void AddPortCheck(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PortEndpoint>();

    /// <summary>Maps <c>/port</c> and what lies below it.</summary>
    public static void MapPortCheck(this WebApplication app)
    {
        app.MapMethods(PortPaths.Index, PageResult.Reading, (HttpContext context, PortEndpoint endpoint) => endpoint.Show(context, null));
        app.MapMethods($"{PortPaths.Index}/{{ports}}", PageResult.Reading, (string ports, HttpContext context, PortEndpoint endpoint) => endpoint.Show(context, ports));
        app.MapPost(PortPaths.Index, (HttpContext context, PortEndpoint endpoint) => endpoint.AskAsync(context, null)).DisableAntiforgery();
        app.MapPost($"{PortPaths.Index}/{{ports}}", (string ports, HttpContext context, PortEndpoint endpoint) => endpoint.AskAsync(context, ports)).DisableAntiforgery();
    }
}
