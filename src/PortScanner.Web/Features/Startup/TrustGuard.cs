namespace PortScanner.Web.Features.Startup;

/// <summary>Refuses to start with a setting that would make the program believe whatever address a request claims to come from.</summary>
internal static class TrustGuard
{
    private const string ForwardedHeadersSetting = "FORWARDEDHEADERS_ENABLED";

    // With all three the framework takes itself to run behind IIS, and believes X-Forwarded-For of whoever connects from this machine.
    private static readonly string[] IisSettings = ["PORT", "APPL_PATH", "TOKEN"];

    /// <summary>Checks the configuration.</summary>
    /// <exception cref="ConfigurationException">A setting switches on that the framework believes forwarded addresses.</exception>
    public static void Check(IConfiguration configuration)
    {
        // ASPNETCORE_ and DOTNET_ are cut off when the environment becomes configuration. Any value is refused: "false" would do no
        // harm, but whoever sets it means to rely on it.
        var errors = new List<string>();
        if (IsSet(configuration, ForwardedHeadersSetting))
        {
            errors.Add(
                $"ASPNETCORE_{ForwardedHeadersSetting} is set. With it the framework believes the X-Forwarded-For header of every caller, "
                + "so anyone could have anyone else's address scanned. Unset it.");
        }

        if (Array.TrueForAll(IisSettings, setting => IsSet(configuration, setting)))
        {
            errors.Add(
                $"{string.Join(", ", IisSettings.Select(setting => $"ASPNETCORE_{setting}"))} are set, as IIS does. With them the framework "
                + "believes the X-Forwarded-For header of every caller on this machine, who could have anyone else's address scanned. Unset them.");
        }

        if (errors.Count > 0)
        {
            throw new ConfigurationException(errors);
        }
    }

    private static bool IsSet(IConfiguration configuration, string setting) => !string.IsNullOrWhiteSpace(configuration[setting]);
}
