using PortScanner.Web.Hosting.Configuration;

using Serilog.Events;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>What is logged; the configuration section is <c>Serilog</c>, as Serilog.Settings.Configuration reads it.</summary>
internal sealed class LogOptions
{
    /// <summary>From which level on.</summary>
    public LogLevelOptions MinimumLevel { get; } = new();
}

/// <summary>From which level on something is logged.</summary>
internal sealed class LogLevelOptions
{
    // What logs in this program. Serilog compares the beginning of a category, to the letter.
    private static readonly string[] Categories = ["PortScanner", "Microsoft", "System"];

    /// <summary>The level of what no other entry names.</summary>
    /// <value>Information.</value>
    public LogEventLevel Default { get; set; } = LogEventLevel.Information;

    /// <summary>Levels by category, such as Microsoft.AspNetCore.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, LogEventLevel> Override { get; set; } = new Dictionary<string, LogEventLevel>(StringComparer.Ordinal);

    /// <summary>Adds a sentence for each category that nothing logs under.</summary>
    public void Check(ICollection<string> errors)
    {
        foreach (var category in Override.Keys.Where(category => !Categories.Contains(category.Split('.')[0], StringComparer.Ordinal)))
        {
            errors.Add($"Serilog:MinimumLevel:Override:{category} means nothing: nothing logs under that name. "
                + (NearestName.Of(category.Split('.')[0], Categories) is { } near ? $"Did you mean {near}?" : $"Allowed are names that begin with {string.Join(", ", Categories)}."));
        }
    }
}
