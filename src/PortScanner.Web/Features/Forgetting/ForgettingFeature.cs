using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;

using PortScanner.Engine;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Forgetting;

/// <summary>Visitors are forgotten in memory, too.</summary>
internal static class ForgettingFeature
{
    /// <summary>Adds what clears the memory of a process.</summary>
    public static void AddMemoryCleaning(this IHostApplicationBuilder builder) => builder.Services
        .AddSingleton<RecentVisits>()
        .AddHostedService(provider => new MemoryCleaning(
            provider.GetRequiredService<RecentVisits>(), provider.GetService<ScanEngine>(), provider.GetService<OngoingScans>(), OwnVisitsOf(provider), provider.GetRequiredService<TimeProvider>()));

    private static OwnVisits? OwnVisitsOf(IServiceProvider provider) =>
        provider.GetService<IServer>() is { } server && !provider.GetRequiredService<ForwardingSettings>().IsOn ? new OwnVisits(server) : null;

    /// <summary>Adds buffers that the web server gives back clean.</summary>
    public static void AddClearedBuffers(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ClearedMemoryPools>();
}
