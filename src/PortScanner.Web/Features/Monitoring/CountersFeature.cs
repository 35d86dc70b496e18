using PortScanner.Engine;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>What is counted, and who may see it.</summary>
internal static class CountersFeature
{
    /// <summary>Adds the counters and their export.</summary>
    public static void AddCounters(this IHostApplicationBuilder builder) => builder.Services
        .AddSingleton<TesterCounts>()
        .AddSingleton(provider => new ScanMeter(provider.GetService<ScanEngine>(), provider.GetRequiredService<TesterCounts>()))
        .AddHostedService<TelemetryExport>();

    /// <summary>Adds the operator's page.</summary>
    public static void AddStatus(this WebApplicationBuilder builder) => builder.Services.AddHostedService<StatusListener>();
}
