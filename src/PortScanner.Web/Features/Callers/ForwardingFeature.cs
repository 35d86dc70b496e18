using Microsoft.AspNetCore.HostFiltering;

using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Callers;

/// <summary>Who is asking, with a proxy in front or without.</summary>
internal static class ForwardingFeature
{
    /// <summary>Adds what proves callers.</summary>
    public static void AddForwarding(this WebApplicationBuilder builder, ForwardingSettings settings)
    {
        builder.Services.AddSingleton<ForwardingLog>();
        builder.Services.AddSingleton<CallerReader>();
        builder.Services.AddSingleton<CallerMiddleware>();
        builder.Services.AddSingleton<ProxyProtocolConnections>();

        // A request without a host would pass AllowedHosts, whatever stands there.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowEmptyHosts = false);

        // A visitor may write a name with the dot at its end that stands for the root (RFC 1034 section 3.1), and the browser then sends it so.
        builder.Services.PostConfigure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [.. SiteNames.AlsoWithRoot(hosts.AllowedHosts)]);
        if (settings.ProxyProtocol != ProxyProtocolVersions.None)
        {
            // Before TLS, if the program itself ends that: endpoints add theirs behind this.
            builder.AddEndpointDefault((services, endpoint) =>
                endpoint.Use(next => connection => services.GetRequiredService<ProxyProtocolConnections>().HandleAsync(connection, next)));
        }
    }

    /// <summary>Proves each request's caller, or refuses the request.</summary>
    /// <param name="app">The program.</param>
    /// <param name="listenUrls">Where it is to listen, Unix sockets among them.</param>
    public static void UseCallers(this WebApplication app, IEnumerable<string> listenUrls)
    {
        var middleware = app.Services.GetRequiredService<CallerMiddleware>();
        app.Use((context, next) => middleware.HandleAsync(context, next));
        if (app.Services.GetRequiredService<ForwardingSettings>().SocketUser is not null)
        {
            UnixSockets.DeleteStale(listenUrls);
            app.Lifetime.ApplicationStarted.Register(() => UnixSockets.Open(app.Urls));
        }
    }
}
