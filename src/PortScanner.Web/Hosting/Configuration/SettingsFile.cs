using System.Text.Json;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>Reads <c>appsettings.json</c>: JSON with comments, as the framework takes it, but no name may stand in an object twice.</summary>
/// <param name="folder">The program's folder.</param>
internal sealed class SettingsFile(string folder)
{
    private const string Name = "appsettings.json";

    private static readonly JsonDocumentOptions Notation = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _path = Path.Combine(folder, Name);

    /// <summary>The file itself, where a link leads to it.</summary>
    public string Target => IsLink ? File.ResolveLinkTarget(_path, returnFinalTarget: true)!.FullName : _path;

    /// <summary>By what a change is known; null while there is no file.</summary>
    public (DateTime Written, long Length)? Stamp => new FileInfo(Target) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;

    /// <summary>Reads it. Without a file nothing is set.</summary>
    /// <param name="settings">Where settings are noted.</param>
    /// <param name="errors">Where a sentence is added for what is wrong.</param>
    public void Read(SettingNode settings, ICollection<string> errors)
    {
        RefuseOthers(errors);
        try
        {
            if (IsLink || File.Exists(_path))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(Target), Notation);
                ReadObject(settings, document.RootElement, Place(), errors);
            }
        }
        catch (JsonException e)
        {
            errors.Add($"{Target} is not JSON: look at line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{Target} cannot be read: {e.Message}");
        }
    }

    private bool IsLink => new FileInfo(_path).LinkTarget is not null;

    private SettingPlace Place() => new($"in {Target}", "", ":", FileSecrecy.Exposure(Target));

    // The framework reads a second file for each environment, and finds none under a name of another case.
    private void RefuseOthers(ICollection<string> errors)
    {
        var folders = ((string[])[_path, Target]).Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists);
        foreach (var other in folders.SelectMany(folder => Directory.EnumerateFiles(folder)).Where(IsOther))
        {
            errors.Add($"{other} is not read; settings stand in {_path} alone.");
        }
    }

    private static bool IsOther(string path) =>
        Path.GetFileName(path) is var name && name != Name
        && name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static void ReadObject(SettingNode node, JsonElement json, SettingPlace place, ICollection<string> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"The settings {place.Where} must be a JSON object, which begins with {{.");
            return;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in json.EnumerateObject())
        {
            if (!names.Add(property.Name) && property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                // A plain value that is there twice is told by who reads it.
                errors.Add($"{(node.Path.Length == 0 ? "" : $"{node.Path}:")}{property.Name} stands twice {place.Where}; write it once.");
            }

            ReadValue(node.Open(property.Name, place), property.Value, place, errors);
        }
    }

    private static void ReadValue(SettingNode node, JsonElement json, SettingPlace place, ICollection<string> errors)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(node, json, place, errors);
                break;
            case JsonValueKind.Array:
                foreach (var (index, entry) in json.EnumerateArray().Index())
                {
                    ReadValue(node.Open($"{index}", place), entry, place, errors);
                }

                break;
            case JsonValueKind.Null:
                node.Set("", place);
                break;
            default:
                node.Set(json.ToString(), place);
                break;
        }
    }
}
