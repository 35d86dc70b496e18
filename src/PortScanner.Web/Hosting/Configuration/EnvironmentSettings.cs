namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// Reads settings from names as they are in an environment: <c>PORTSCANNER_Admission__AllowLoopback</c>. The machine's other variables mean
/// nothing here; those that were probably meant as settings are refused.
/// </summary>
/// <param name="options">The type of all options.</param>
/// <param name="place">Where the names stand.</param>
internal sealed class EnvironmentSettings(Type options, SettingPlace place)
{
    private const string WebFramework = "ASPNETCORE_";
    private const string Runtime = "DOTNET_";

    // What the framework's hosts read under both prefixes, and this program does not.
    private static readonly HashSet<string> HostSettings = new(
        typeof(WebHostDefaults).GetFields().Where(field => field.IsLiteral || field.IsStatic).Select(field => field.GetValue(null)).OfType<string>(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes the settings among the names.</summary>
    /// <param name="variables">The names and their values.</param>
    /// <param name="settings">Where settings are noted.</param>
    /// <param name="errors">Where a sentence is added for each name that was meant as a setting and is none.</param>
    public void Read(IEnumerable<KeyValuePair<string, string>> variables, SettingNode settings, ICollection<string> errors)
    {
        foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(SettingPlace.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                if (!IsOfAnOrchestrator(name, value))
                {
                    settings.Set(name[SettingPlace.EnvironmentPrefix.Length..].Replace(SettingPlace.EnvironmentSeparator, ":", StringComparison.Ordinal), value, place);
                }
            }
            else if (!TrustGuard.Knows(name) && Complaint(name, value) is { } complaint)
            {
                errors.Add($"{name} ({place.Where}) {complaint}");
            }
        }
    }

    // Kubernetes tells each container of the services beside it, and Docker of linked containers: one may be called portscanner.
    private static bool IsOfAnOrchestrator(string name, string value)
    {
        var rest = name[SettingPlace.EnvironmentPrefix.Length..];
        return rest == "SERVICE_HOST" || rest.StartsWith("SERVICE_PORT", StringComparison.Ordinal) || rest.StartsWith("PORT_", StringComparison.Ordinal)
            || (rest is "PORT" or "NAME" && value.StartsWith(rest == "PORT" ? "tcp://" : "/", StringComparison.Ordinal));
    }

    private string? Complaint(string name, string value)
    {
        if (IsMisspelt(name, out var unprefixed))
        {
            return $"is not read: settings in the environment begin with {SettingPlace.EnvironmentPrefix}"
                + (Meant(unprefixed) is { } setting ? $"; did you mean {place.Spell(setting)}?" : ".");
        }

        var isOfFramework = name.StartsWith(WebFramework, StringComparison.OrdinalIgnoreCase);
        var isOfRuntime = name.StartsWith(Runtime, StringComparison.OrdinalIgnoreCase);
        var rest = isOfFramework ? name[WebFramework.Length..] : isOfRuntime ? name[Runtime.Length..] : name;
        if (Meant(rest) is { } meant)
        {
            return $"is not read: settings in the environment begin with {SettingPlace.EnvironmentPrefix}; did you mean {place.Spell(meant)}?";
        }

        // The images of ASP.NET set some; empty, or as this program is anyway, they do nothing.
        var isHarmless = string.IsNullOrWhiteSpace(value)
            || (rest.Equals(WebHostDefaults.EnvironmentKey, StringComparison.OrdinalIgnoreCase) && value == Environments.Production);
        return !isHarmless && (isOfFramework || (isOfRuntime && HostSettings.Contains(rest)))
            ? $"is not read: the program takes no setting of the framework's own. Unset it; where to listen is told by {place.Spell("Urls")}."
            : null;
    }

    // Two names that begin alike are two programs'; what decides is the whole name, or the framework's own way to write a section.
    private string? Meant(string name)
    {
        const int mostSlips = 1;
        var path = name.Replace(SettingPlace.EnvironmentSeparator, ":", StringComparison.Ordinal);
        return SettingsSchema.NearestByLetters(options, name, mostSlips)
            ?? (path.Split(':') is not [var first, _, ..] ? null
                : SettingsSchema.Nearest(options, path)
                ?? (SettingsSchema.NearestSection(options, first) is { } section ? section.Name + path[first.Length..] : null));
    }

    // PORTSCANER_…, PortScanner:…, PORT_SCANNER_…
    private static bool IsMisspelt(string name, out string rest)
    {
        var words = name.Split(['_', ':', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        var count = Enumerable.Range(1, Math.Min(2, words.Length)).FirstOrDefault(count =>
            words.Length > count && NearestName.Of(string.Concat(words[..count]), [SettingPlace.EnvironmentPrefix], mostSlips: 2) is not null);
        rest = string.Join(SettingPlace.EnvironmentSeparator, words[count..]);
        return count > 0;
    }
}
