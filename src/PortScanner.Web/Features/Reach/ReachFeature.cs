using System.Net;

namespace PortScanner.Web.Features.Reach;

/// <summary>What a tester that is no visitor's neighbour knows of its own path.</summary>
internal static class ReachFeature
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The program's.</param>
    /// <param name="reflectors">The operator's reflectors; may be none.</param>
    public static void AddReach(this IServiceCollection services, IReadOnlyList<IPAddress> reflectors)
    {
        services.AddSingleton(provider => new ReachService(
            reflectors, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReachService>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReachService>());
    }
}
