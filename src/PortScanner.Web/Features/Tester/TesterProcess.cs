using PortScanner.Engine;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Tester;

/// <summary>The program in the role of tester: the engine behind a Unix socket, and no web server at all.</summary>
internal static class TesterProcess
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    /// <summary>Runs until the program is told to stop.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="EngineStartException">The engine cannot start.</exception>
    public static async Task RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddLogging();
        builder.AddLocalEngine();
        builder.Services.AddSingleton(Settings.Read<TesterOptions>(builder.Configuration, "Tester"));
        builder.Services.AddHostedService<TesterServer>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);

        using var host = builder.Build();
        ScanFeature.TellOfPayloads(host.Services);
        await host.RunAsync();
    }
}
