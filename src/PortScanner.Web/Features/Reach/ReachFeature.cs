using System.Net;

using PortScanner.Engine.Sending;

namespace PortScanner.Web.Features.Reach;

/// <summary>What a tester that is no visitor's neighbour knows of its own path.</summary>
internal static class ReachFeature
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The program's.</param>
    /// <param name="reflectors">The operator's reflectors; may be none.</param>
    public static void AddReach(this IServiceCollection services, IReadOnlyList<IPAddress> reflectors)
    {
        // Where testers are each other's reflectors, this one is among them, and would answer itself without any path.
        services.AddSingleton(provider => new ReachService(
            [.. reflectors.Except(OwnAddresses.Read())], provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReachService>>()));
        services.AddHostedService(provider => provider.GetRequiredService<ReachService>());
    }
}
