using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Forgetting;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Logging;
using PortScanner.Web.Hosting.Startup;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Composition;

/// <summary>The program in the role of tester: the engine behind a Unix socket or a bus, and no web server at all.</summary>
internal static class TesterProcess
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    /// <summary>Runs until the program is told to stop.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="stop">Whether it is told so.</param>
    /// <exception cref="ConfigurationException">The socket cannot be listened on.</exception>
    /// <exception cref="EngineStartException">The engine cannot start.</exception>
    public static async Task RunAsync(SiteSettings settings, StopSignals stop)
    {
        var builder = SiteBuilder.CreateWithoutWeb(settings);
        builder.AddLogging();
        builder.AddCounters();
        builder.AddMemoryCleaning();
        builder.AddLocalEngine();
        if (settings.Cluster.IsOn)
        {
            builder.AddWebNodesElsewhere(settings.Cluster);
        }
        else
        {
            builder.Services.AddHostedService<TesterServer>();
        }

        var drain = settings.Cluster.IsOn ? settings.Cluster.Options.DrainTime : TimeSpan.Zero;
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime + drain);

        var host = builder.Build();
        ScanFeature.LogPayloads(host.Services);
        await host.RunUntilStoppedAsync(stop, "The tester cannot run");
    }
}
