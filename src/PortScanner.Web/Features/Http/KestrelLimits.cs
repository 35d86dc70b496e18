namespace PortScanner.Web.Features.Http;

/// <summary>What a caller may send: a scan is asked for with a short form.</summary>
internal static class KestrelLimits
{
    // A port specification of 4,096 characters, percent-encoded, and the other fields.
    private const int MaximumBodyBytes = 16 * 1024;

    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    /// <summary>Sets the limits.</summary>
    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaximumBodyBytes;
        });

        // Scans end with a word when the program stops, and are purged before it is gone.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
    }
}
