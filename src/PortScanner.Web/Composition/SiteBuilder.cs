using PortScanner.Web.Features.Admission;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Composition;

/// <summary>Makes the builder of a host that knows of no settings but those that were read and judged.</summary>
internal static class SiteBuilder
{
    /// <summary>The builder of the web server.</summary>
    public static WebApplicationBuilder Create(SiteSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Use(settings);
        return builder;
    }

    /// <summary>The builder of a host without a web server.</summary>
    public static HostApplicationBuilder CreateWithoutWeb(SiteSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Use(settings);
        return builder;
    }

    // What the framework reads besides, such as the environment and files that it watches, nobody has judged.
    private static void Use(this IHostApplicationBuilder builder, SiteSettings settings)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Framework);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(settings)
            .AddSingleton<IDeniedNetworks>(settings.Reader)
            .AddSingleton(settings.Operator)
            .AddSingleton(settings.Forwarding)
            .AddSingleton(settings.Admission)
            .AddSingleton(settings.Cluster)
            .AddSingleton(settings.Options)
            .AddSingleton(settings.Options.Admission)
            .AddSingleton(settings.Options.Engine)
            .AddSingleton(settings.Options.Tester)
            .AddSingleton(settings.Options.Telemetry)
            .AddSingleton(settings.Options.Web);
    }
}
