using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Testers;
using PortScanner.Core.Payloads;
using PortScanner.Engine;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Cluster.Asking;
using PortScanner.Web.Features.Cluster.Testing;
using PortScanner.Web.Features.Reach;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Startup;

namespace PortScanner.Web.Composition;

/// <summary>Nodes on several machines, put together. Without <c>Cluster:Bus</c> nothing here is called, and no client of a broker is loaded.</summary>
internal static class ClusterFeature
{
    /// <summary>Adds what a web node has instead of an engine.</summary>
    public static void AddTestersElsewhere(this IHostApplicationBuilder builder)
    {
        builder.AddBus(echoes: true);
        var services = builder.Services;
        services.AddSingleton(provider => new TesterRegistry(
            provider.GetRequiredService<IBus>(), provider.GetRequiredService<ClusterKeys>().Testers, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WebLinks(
            provider.GetRequiredService<IBus>(), provider.GetRequiredService<ClusterKeys>().Node, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RunningScans>();
        services.AddSingleton<TesterLosses>();
        services.AddSingleton<TesterRoster>();
        services.AddSingleton<TesterCalls>();
        services.AddSingleton<IScanEngine, ClusterScanEngine>();
        services.AddHostedService<TesterWatch>();
    }

    /// <summary>Adds what makes an engine that of web nodes elsewhere.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="settings">Who is asked whether the tester's own path works.</param>
    public static void AddWebNodesElsewhere(this IHostApplicationBuilder builder, ClusterSettings settings)
    {
        builder.AddBus(echoes: false);
        var services = builder.Services;
        services.AddReach(settings.Reflectors);
        services.AddSingleton<ITesterEngine>(provider => provider.GetRequiredService<ScanEngine>());
        services.AddSingleton<TesterSelf>();
        services.AddSingleton<TellOfSelf>(provider => provider.GetRequiredService<TesterSelf>().Tell);
        services.AddSingleton(provider => new GrantedScan(
            provider.GetRequiredService<ITesterEngine>(),
            provider.GetRequiredService<ScanAdmission>(),
            OwnLimits(provider),
            provider.GetRequiredService<UdpPayloads>(),
            provider.GetRequiredService<ReachService>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrantedScan>>()));
        services.AddHostedService<ClusterTester>();
    }

    /// <summary>Has a web node that is told to stop end its scans first; told so once more, it stops at once.</summary>
    public static void EndScansFirst(this WebApplication app, StopSignals stop)
    {
        if (app.Services.GetService<RunningScans>() is { } running)
        {
            var time = app.Services.GetRequiredService<ClusterSettings>().Options.DrainTime;
            stop.DoFirst(enough => running.DrainAsync(time, enough));
        }
    }

    private static void AddBus(this IHostApplicationBuilder builder, bool echoes)
    {
        builder.Services.AddSingleton(provider => ReadKeys(provider.GetRequiredService<ClusterSettings>()));
        builder.Services.AddSingleton<IBus>(provider => NatsBus.Start(
            ReadBus(provider.GetRequiredService<ClusterSettings>()), echoes, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NatsBus>>()));
    }

    // How long an address is left alone is the web nodes' to count: what one tester did not finish another takes over at once.
    private static ScanLimits OwnLimits(IServiceProvider provider) => new(
        provider.GetRequiredService<AdmissionSettings>().Limits with { Cooldown = TimeSpan.Zero }, provider.GetRequiredService<TimeProvider>());

    // They were right a moment ago, as the settings were judged.
    private static ClusterKeys ReadKeys(ClusterSettings settings)
    {
        var errors = new List<string>();
        return ClusterKeys.Read(settings.Options, errors) ?? throw new ConfigurationException(errors);
    }

    private static BusSettings ReadBus(ClusterSettings settings)
    {
        var errors = new List<string>();
        var bus = BusSettings.Read(settings.Options, errors);
        return errors.Count == 0 ? bus : throw new ConfigurationException(errors);
    }
}
