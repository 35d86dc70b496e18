using PortScanner.Core.Payloads;
using PortScanner.Engine;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Sending;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Monitoring;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Startup;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Composition;

/// <summary>Scans: admission, engine, store and the endpoint, put together.</summary>
internal static class ScanFeature
{
    /// <summary>Adds what a scan needs. The engine and the store are made by <see cref="PrepareScansAsync"/>, before the first request.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="settings">Whether the engine is in this process, behind the tester's socket, or on other machines; and whether there are other web nodes.</param>
    public static void AddScans(this WebApplicationBuilder builder, SiteSettings settings)
    {
        var services = builder.Services;
        if (settings.Role == ProcessRole.Web)
        {
            builder.AddTargets();
            if (settings.Cluster.IsOn)
            {
                builder.AddTestersElsewhere();
                services.AddNodes(settings.Cluster);
            }
            else
            {
                services.AddSingleton<IScanEngine, RemoteScanEngine>();
            }
        }
        else
        {
            builder.AddLocalEngine();
        }

        services.AddLimitsAndStore(settings.Cluster.Options.LimitSecretFile);
        services.AddSingleton(provider => new GentlePlaces(provider.GetRequiredService<AdmissionSettings>().Limits.GentleAtOnce));
        services.AddSingleton(provider => new RefusedForms(provider.GetRequiredService<AdmissionSettings>().Limits, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new ScanKeys(settings.Cluster.IsOn ? NodeNumber.Of(settings.Cluster.Node) : null));
        services.AddSingleton<ScanDeletion>();
        services.AddSingleton<VisitorConnections>();
        services.AddSingleton<OngoingScans>();
        services.AddSingleton<ScanRunner>();
        services.AddSingleton<ScanStarter>();
        services.AddSingleton<ScanEndpoint>();
        services.AddSingleton<ScanWarmUp>();
        services.AddHostedService<ScanPurger>();
    }

    /// <summary>Adds the engine of this process, and who may be scanned.</summary>
    public static void AddLocalEngine(this IHostApplicationBuilder builder)
    {
        builder.AddTargets();
        builder.Services.AddSingleton(provider => new ScanEngine(
            provider.GetRequiredService<ScanEngineOptions>(),
            address => provider.GetRequiredService<AdmissionSettings>().Policy.Check(address, OwnAddresses.Read())?.Words,
            provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IScanEngine>(provider => provider.GetRequiredService<ScanEngine>());
        builder.Services.AddHostedService<CaptureWatch>();
    }

    // What front end and tester both decide by: the front end's refusals are in words, and the tester's are what counts.
    private static void AddTargets(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => PayloadFileReader.Read(provider.GetRequiredService<ScanEngineOptions>()).Denying(provider.GetRequiredService<AdmissionSettings>().DenyPorts));
        services.AddSingleton<ScanAdmission>();
        services.AddHostedService<PolicyReload>();
    }

    /// <summary>Opens the engine and the store, so that what is wrong is said before the program listens.</summary>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="EngineStartException">The engine cannot start.</exception>
    /// <exception cref="ScanStoreException">The store cannot be used.</exception>
    public static async Task PrepareScansAsync(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<AdmissionSettings>();
        if (app.Services.GetService<ScanEngine>() is { Capacity: var capacity } && settings.MaximumLiveScans > capacity)
        {
            throw new ConfigurationException([$"Admission:MaximumLiveScans is {settings.MaximumLiveScans}, but Engine:SourcePorts has room for {capacity} scans."]);
        }

        LogPayloads(app.Services);
        await app.Services.GetRequiredService<IScanStore>().InitializeAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ScanWarmUp>().RunAsync();
    }

    /// <summary>Reads the operator's payloads, and logs what they are.</summary>
    public static void LogPayloads(IServiceProvider services)
    {
        if (services.GetRequiredService<UdpPayloads>() is { Count: > 0 } payloads)
        {
            StartupLog.PayloadsRead(services.GetRequiredService<ILogger<UdpPayloads>>(), payloads.Count, payloads.IgnoredSources);
        }
    }
}
