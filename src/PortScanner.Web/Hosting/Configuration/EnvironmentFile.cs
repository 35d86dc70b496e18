using System.Text;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// The file from which systemd gives the service its secrets, <c>environment</c> beside the settings (systemd.exec(5), EnvironmentFile=). What
/// the operator calls by hand, such as the doctor, reads it too where it may, so that it judges what the service has.
/// </summary>
internal static class EnvironmentFile
{
    private const string Name = "environment";

    /// <summary>The file beside the settings.</summary>
    /// <param name="settings">The settings' file.</param>
    public static string Beside(SettingsFile settings) => Path.Combine(Path.GetDirectoryName(settings.Target)!, Name);

    /// <summary>Reads a file.</summary>
    /// <returns>Its variables; none where there is no file, or this user may not read it.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        try
        {
            return File.Exists(path) ? [.. Parse(File.ReadAllText(path))] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Reads assignments: NAME=VALUE a line, comments from <c>#</c> or <c>;</c> at its beginning, values in quotation marks or without.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parse(string text)
    {
        var lines = text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines
            .Where(line => line[0] is not ('#' or ';') && line.IndexOf('=', StringComparison.Ordinal) > 0)
            .Select(line => line.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0].TrimEnd(), Unquoted(parts[1].TrimStart())));
    }

    // As in a shell: between single marks nothing is special, between double ones a backslash is only before what would be special there.
    private static string Unquoted(string text)
    {
        const string special = "\"\\`$";
        var value = new StringBuilder();
        var mark = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (mark == '\0' ? text[i] is '"' or '\'' : text[i] == mark)
            {
                mark = mark == '\0' ? text[i] : '\0';
                continue;
            }

            var escapes = text[i] == '\\' && mark != '\'' && i + 1 < text.Length && (mark == '\0' || special.Contains(text[i + 1], StringComparison.Ordinal));
            value.Append(text[escapes ? ++i : i]);
        }

        return value.ToString();
    }
}
