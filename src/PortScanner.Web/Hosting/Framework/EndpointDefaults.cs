using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>What is done with each endpoint before it is opened. Kestrel has one place for that, where the last who comes wins; here all have one.</summary>
internal static class EndpointDefaults
{
    /// <summary>Has something done with each endpoint.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="configure">It, with the services; it may throw to keep the program from listening.</param>
    public static void AddEndpointDefault(this WebApplicationBuilder builder, Action<IServiceProvider, ListenOptions> configure)
    {
        builder.Services.AddSingleton(new EndpointDefault(configure));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            foreach (var part in kestrel.ApplicationServices.GetServices<EndpointDefault>())
            {
                part.Configure(kestrel.ApplicationServices, endpoint);
            }
        }));
    }

    private sealed record EndpointDefault(Action<IServiceProvider, ListenOptions> Configure);
}
