namespace PortScanner.Web.Features.Startup;

/// <summary>Refuses to start with a setting that would make the program believe whatever address a request claims to come from.</summary>
internal static class TrustGuard
{
    private const string ForwardedHeadersSetting = "FORWARDEDHEADERS_ENABLED";

    /// <summary>Checks the configuration.</summary>
    /// <exception cref="ConfigurationException">The framework's forwarded-headers middleware is switched on.</exception>
    public static void Check(IConfiguration configuration)
    {
        // ASPNETCORE_ and DOTNET_ are cut off when the environment becomes configuration; the framework takes "true" or "1"-like words,
        // so anything but an empty value is refused.
        if (!string.IsNullOrWhiteSpace(configuration[ForwardedHeadersSetting]))
        {
            throw new ConfigurationException(
            [
                $"ASPNETCORE_{ForwardedHeadersSetting} is set. With it the framework believes the X-Forwarded-For header of every caller, "
                + "so anyone could have anyone else's address scanned. Unset it.",
            ]);
        }
    }
}
