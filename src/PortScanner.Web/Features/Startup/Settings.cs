namespace PortScanner.Web.Features.Startup;

/// <summary>Reads a section of the configuration, and leaves nothing in it unread: a misspelt exclusion list would exclude nobody.</summary>
internal static class Settings
{
    /// <summary>Reads a section.</summary>
    /// <param name="configuration">All of the configuration.</param>
    /// <param name="name">The section's name.</param>
    /// <typeparam name="T">The options; each public property is a setting.</typeparam>
    /// <exception cref="ConfigurationException">Names each setting that does not exist or is not of its type.</exception>
    public static T Read<T>(IConfiguration configuration, string name)
        where T : class, new()
    {
        var section = configuration.GetSection(name);
        var errors = section.GetChildren().Select(Complaint<T>).OfType<string>().ToList();
        if (errors.Count > 0)
        {
            throw new ConfigurationException(errors);
        }

        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    private static string? Complaint<T>(IConfigurationSection setting)
    {
        var known = typeof(T).GetProperties();
        var property = Array.Find(known, candidate => candidate.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
        if (property is null)
        {
            return $"{setting.Path} is not a setting; in this section there are {string.Join(", ", known.Select(candidate => candidate.Name))}.";
        }

        // The framework passes over a single text where a list should be.
        return property.PropertyType == typeof(IReadOnlyList<string>) && !string.IsNullOrEmpty(setting.Value)
            ? $"{setting.Path} is a list; number its entries, as in {setting.Path}:0 (in the environment {setting.Path.Replace(":", "__", StringComparison.Ordinal)}__0)."
            : null;
    }
}
