using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Settings;

/// <summary>
/// <c>settings [--json]</c>: tells each setting, the value in force, and where it stands; of secrets only that they are set. As JSON it is a file that
/// can be used as <c>appsettings.json</c>: secrets are left out, as they belong elsewhere.
/// </summary>
internal static class SettingsVerb
{
    private const string Hidden = "set";
    private const string Nothing = "none";
    private const string Empty = "empty";
    private const string Default = "default";
    private const string Derived = "follows from other settings";

    // A person reads it, and no page of HTML holds it.
    private static readonly JsonSerializerOptions Notation = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Tells.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="output">Where to.</param>
    /// <param name="remarks">Where it is told what the file lacks.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public static int Run(StartContext start, TextWriter output, TextWriter remarks)
    {
        var settings = SiteSettings.Read(start);
        var asWritten = settings.Reader.Read(new List<string>(), out var written);
        if (start.CommandLine.Has(Switch.Json))
        {
            // What follows from other settings is to go on following them.
            WriteJson(output, remarks, [.. SettingsInForce.Of(asWritten, written)]);
        }
        else
        {
            WriteText(output, [.. SettingsInForce.Of(settings.Options, written)]);
        }

        return 0;
    }

    private static void WriteText(TextWriter output, List<SettingInForce> settings)
    {
        var width = settings.Max(setting => setting.Path.Length) + 1;
        foreach (var setting in settings)
        {
            var origin = setting.Place?.Where ?? (setting.IsDefault ? Default : Derived);
            if (setting.Value is IList { Count: > 0 } list)
            {
                foreach (var (index, entry) in list.Cast<object>().Index())
                {
                    output.WriteLine($"{$"{setting.Path}:{index}".PadRight(width)} {Text(entry)}  ({origin})");
                }
            }
            else
            {
                output.WriteLine($"{setting.Path.PadRight(width)} {(setting is { IsSecret: true, Value: not null } ? Hidden : Text(setting.Value))}  ({origin})");
            }
        }
    }

    private static void WriteJson(TextWriter output, TextWriter remarks, List<SettingInForce> settings)
    {
        var root = new JsonObject();
        foreach (var setting in settings.Where(setting => setting is { IsSecret: false, Value: not null }))
        {
            var parts = setting.Path.Split(':');
            var section = parts[..^1].Aggregate(root, (parent, name) => (JsonObject)(parent[name] ??= new JsonObject()));
            section[parts[^1]] = setting.Value is IList list ? new JsonArray([.. list.Cast<object>().Select(Json)]) : Json(setting.Value!);
        }

        output.WriteLine(root.ToJsonString(Notation));
        foreach (var secret in settings.Where(setting => setting is { IsSecret: true, Value: not null }))
        {
            remarks.WriteLine($"{secret.Path} is a secret ({secret.Place!.Where}), and is left out: it belongs into the environment, as {SettingPlace.Environment.Spell(secret.Path)}, or among systemd's credentials.");
        }
    }

    private static string Text(object? value) => value switch
    {
        null => Nothing,
        ICollection => Empty,
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static JsonNode? Json(object value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        _ => JsonValue.Create(Text(value)),
    };
}
