namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// Reads settings that systemd hands over as credentials (systemd.exec(5), LoadCredential=): a file each, whose name is that of the variable
/// which it stands for.
/// </summary>
internal static class Credentials
{
    /// <summary>The variable that names their folder.</summary>
    public const string FolderVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>Where systemd has the folders of all units. Nobody but it can make one there.</summary>
    public const string SystemFolder = "/run/credentials/";

    /// <summary>Notes the settings among them.</summary>
    /// <param name="folder">Their folder; null for none.</param>
    /// <param name="options">The type of all options.</param>
    /// <param name="settings">Where settings are noted.</param>
    /// <param name="errors">Where a sentence is added for what is wrong.</param>
    public static void Read(string? folder, Type options, SettingNode settings, ICollection<string> errors)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            try
            {
                // systemd lets the service's user in by an access list, which shows as a right of the group.
                var place = new SettingPlace("among the credentials", SettingPlace.EnvironmentPrefix, SettingPlace.EnvironmentSeparator, FileSecrecy.ExposureToAll(file));
                var name = Path.GetFileName(file);
                var isSetting = name.StartsWith(SettingPlace.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase);
                new EnvironmentSettings(options, place).Read([KeyValuePair.Create(name, isSetting ? File.ReadAllText(file).TrimEnd('\r', '\n') : "")], settings, errors);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add($"The credential {Path.GetFileName(file)} cannot be read: {e.Message}");
            }
        }
    }
}
