namespace PortScanner.Web.Hosting.Configuration;

/// <summary>Refuses what would make the framework believe whatever address a request claims to come from.</summary>
/// <remarks>The program does not hand such settings on to the framework. Whoever writes one means to rely on it, even with "false", and must learn that it is not so.</remarks>
internal static class TrustGuard
{
    private const string ForwardedHeadersSetting = "FORWARDEDHEADERS_ENABLED";

    // With all three the framework takes itself to run behind IIS, and believes X-Forwarded-For of whoever connects from this machine.
    private static readonly string[] IisSettings = ["PORT", "APPL_PATH", "TOKEN"];

    // Cut off when the framework makes configuration of the environment.
    private static readonly string[] Prefixes = ["ASPNETCORE_", "DOTNET_", SettingPlace.EnvironmentPrefix];

    /// <summary>Whether a variable is one that is refused here.</summary>
    public static bool Knows(string variable) => Bare(variable).Equals(ForwardedHeadersSetting, StringComparison.OrdinalIgnoreCase);

    /// <summary>Checks what was set.</summary>
    /// <param name="variables">The names of the environment's variables.</param>
    /// <param name="written">What was set.</param>
    /// <param name="errors">Where a sentence is added for what is refused.</param>
    public static void Check(IEnumerable<string> variables, SettingNode written, ICollection<string> errors)
    {
        var names = variables.Select(Bare).Concat(written.Children.Select(child => child.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Contains(ForwardedHeadersSetting))
        {
            errors.Add(
                $"ASPNETCORE_{ForwardedHeadersSetting} is set. With it the framework believes the X-Forwarded-For header of every caller, "
                + "so anyone could have anyone else's address scanned. Unset it.");
        }

        if (Array.TrueForAll(IisSettings, names.Contains))
        {
            errors.Add(
                $"{string.Join(", ", IisSettings.Select(setting => $"ASPNETCORE_{setting}"))} are set, as IIS does. With them the framework "
                + "believes the X-Forwarded-For header of every caller on this machine, who could have anyone else's address scanned. Unset them.");
        }
    }

    private static string Bare(string variable) =>
        Array.Find(Prefixes, prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix ? variable[prefix.Length..] : variable;
}
