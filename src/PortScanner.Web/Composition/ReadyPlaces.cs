using PortScanner.Web.Hosting.Framework;
using PortScanner.Web.Hosting.Startup;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Composition;

/// <summary>Tells where to browse, once the program listens: what it listens on is often no address to open.</summary>
internal static class ReadyPlaces
{
    private const string ThisMachine = "localhost";
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    private static readonly string[] AllAddresses = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>Tells of each address once it is listened on.</summary>
    public static void LogWhenReady(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PortScanner.Web");
        var settings = app.Services.GetRequiredService<SiteSettings>();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var url in app.Urls)
            {
                Tell(logger, url, settings);
            }
        });
    }

    /// <summary>Where visitors open what is listened on.</summary>
    /// <param name="url">The address that is listened on.</param>
    /// <param name="names">The names that the site answers to.</param>
    /// <returns>Null for a Unix socket, which no browser opens.</returns>
    public static string? BrowseTo(string url, IReadOnlyList<string> names)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe)
        {
            return null;
        }

        var host = AllAddresses.Contains(address.Host, StringComparer.Ordinal) ? ThisMachine : address.Host;
        if (!SiteNames.AllowAny(names) && !names.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            host = SiteNames.FirstOf(names) ?? host;
        }

        var isUsual = address.Port == (address.Scheme == Uri.UriSchemeHttps ? HttpsPort : HttpPort);
        return isUsual ? $"{address.Scheme}://{host}" : $"{address.Scheme}://{host}:{address.Port}";
    }

    private static void Tell(ILogger logger, string url, SiteSettings settings)
    {
        var names = settings.HostNames;
        var place = BrowseTo(url, names);
        if (settings.Forwarding.IsOn || place is null)
        {
            var named = SiteNames.FirstOf(names) is { } name ? $"{settings.Forwarding.Scheme}://{name}" : "the proxy";
            StartupLog.ReadyBehindProxy(logger, url, settings.Operator.PublicOrigin ?? named);
        }
        else
        {
            StartupLog.Ready(logger, place);
        }
    }
}
