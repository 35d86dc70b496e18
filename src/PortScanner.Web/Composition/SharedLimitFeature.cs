using PortScanner.Storage;
using PortScanner.Storage.Limits;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Composition;

/// <summary>Where limits are counted, and scans kept: in this process, in a database, or over all web nodes.</summary>
internal static class SharedLimitFeature
{
    /// <summary>Adds the limits and the store.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="secretFile">The file with the secret that the web nodes share; null where each counts for itself.</param>
    public static void AddLimitsAndStore(this IServiceCollection services, string? secretFile)
    {
        if (secretFile is null)
        {
            services.AddSingleton(provider => provider.GetRequiredService<SiteOptions>().ConnectionStrings.CreateStore(provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IScanLimits>(provider => new ScanLimits(provider.GetRequiredService<AdmissionSettings>().Limits, provider.GetRequiredService<TimeProvider>()));
            return;
        }

        services.AddSingleton(provider => new SharedLimits(
            new SharedLimitOptions(
                provider.GetRequiredService<SiteOptions>().ConnectionStrings.Results!,
                LimitSecret.Read(secretFile),
                provider.GetRequiredService<AdmissionSettings>().Limits.Window),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IScanStore>(provider => new ClaimingScanStore(
            new InMemoryScanStore(provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<SharedLimits>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IScanLimits>(provider => new SharedScanLimits(
            provider.GetRequiredService<SharedLimits>(),
            provider.GetRequiredService<AdmissionSettings>().Limits,
            provider.GetRequiredService<ILogger<SharedScanLimits>>()));
        services.AddHostedService<SharedLimitRenewal>();
    }
}
