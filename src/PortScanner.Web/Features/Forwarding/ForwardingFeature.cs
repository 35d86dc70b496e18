using Microsoft.AspNetCore.HostFiltering;

using PortScanner.Web.Features.Forwarding.ProxyProtocol;
using PortScanner.Web.Features.Http;
using PortScanner.Web.Features.Operator;
using PortScanner.Web.Hosting;

namespace PortScanner.Web.Features.Forwarding;

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
    public static void UseCallers(this WebApplication app)
    {
        var middleware = app.Services.GetRequiredService<CallerMiddleware>();
        app.Use((context, next) => middleware.HandleAsync(context, next));
        if (app.Services.GetRequiredService<ForwardingSettings>().SocketUser is not null)
        {
            UnixSockets.DeleteStale(app.Services.GetRequiredService<SiteSettings>().ListenUrls);
            app.Lifetime.ApplicationStarted.Register(() => UnixSockets.Open(app.Urls));
        }
    }
}
