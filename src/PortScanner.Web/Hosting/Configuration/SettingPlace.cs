namespace PortScanner.Web.Hosting.Configuration;

/// <summary>A place that settings are written in.</summary>
/// <param name="Where">What it is called in messages, such as "on the command line".</param>
/// <param name="Prefix">What stands before a setting's name there.</param>
/// <param name="Separator">What stands between the parts of a setting's name there.</param>
/// <param name="Exposure">Why others than the program can read what stands there, as the end of a sentence; null if they cannot.</param>
internal sealed record SettingPlace(string Where, string Prefix, string Separator, string? Exposure = null)
{
    /// <summary>What stands before the name of each setting in the environment.</summary>
    public const string EnvironmentPrefix = "PORTSCANNER_";

    /// <summary>What a setting's parts are separated by in the environment, where a colon cannot stand in a name.</summary>
    public const string EnvironmentSeparator = "__";

    /// <summary>The command line.</summary>
    public static SettingPlace CommandLine { get; } = new("on the command line", "--", ":", "everybody on this machine can read a command line (/proc)");

    /// <summary>The environment that the process was started with; the kernel shows it to its own user and root alone.</summary>
    public static SettingPlace Environment { get; } = new("in the environment", EnvironmentPrefix, EnvironmentSeparator);

    /// <summary>A setting's name as it is written there.</summary>
    /// <param name="path">The name as it is in a file, with colons between its parts.</param>
    public string Spell(string path) => Prefix + path.Replace(":", Separator, StringComparison.Ordinal);
}
