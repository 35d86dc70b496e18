using System.Reflection;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>A setting that there is.</summary>
/// <param name="Path">Its name from the root; a part that the operator names is <see cref="SettingsSchema.Anything"/>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">What it is if nobody sets it.</param>
/// <param name="IsSecret">Whether nobody else may read it.</param>
internal sealed record KnownSetting(string Path, Type Type, object? Default, bool IsSecret)
{
    /// <summary>Whether it has numbered entries.</summary>
    public bool IsList => SettingsSchema.ElementOf(Type) is not null;
}

/// <summary>Which settings there are: the public properties of a type of options, and of the types of these.</summary>
internal static class SettingsSchema
{
    /// <summary>Stands where the operator chooses a name, such as an endpoint's.</summary>
    public const string Anything = "NAME";

    // OpenTelemetry's own variable for what a collector asks for, such as a key.
    private const string ExporterHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    // What the framework calls what has another name here.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging"] = "Serilog:MinimumLevel:Default",
        ["http_ports"] = "Urls",
        ["https_ports"] = "Urls",
    };

    /// <summary>All settings of a type of options.</summary>
    public static IEnumerable<KnownSetting> Of(Type options) => Of(options, "");

    /// <summary>The settings of a section, by name.</summary>
    public static IReadOnlyList<PropertyInfo> PropertiesOf(Type section) => section.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>A section's setting of that name, whatever its case.</summary>
    public static PropertyInfo? Find(Type section, string name) =>
        PropertiesOf(section).FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of a list's entries; null if a type is no list.</summary>
    public static Type? ElementOf(Type type) => ArgumentOf(type, typeof(IReadOnlyList<>), 0);

    /// <summary>The type of the parts that the operator names; null if a type has none such.</summary>
    public static Type? EntryOf(Type type) => ArgumentOf(type, typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>Whether a type is a section, with settings of its own.</summary>
    public static bool IsSection(Type type) => type.IsClass && type != typeof(string) && ElementOf(type) is null && EntryOf(type) is null;

    /// <summary>Whether a variable is a secret, by the end of its name: it may be misspelt, or of the exporter of counters.</summary>
    public static bool IsSecretVariable(Type options, string name) =>
        name.EndsWith(ExporterHeaders, StringComparison.OrdinalIgnoreCase)
        || Of(options).Any(known => known.IsSecret && name.EndsWith(LastPartOf(known), StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting that somebody probably meant who wrote an unknown one.</summary>
    /// <param name="options">The type of options.</param>
    /// <param name="path">What was written, with whatever separators.</param>
    /// <returns>Its name from the root, with the number of a list's entry; null if none is near.</returns>
    public static string? Nearest(Type options, string path) => OtherNames.GetValueOrDefault(path.Split(':')[0])
        ?? NearestByPart(options, path.Split(':')) ?? NearestByLetters(options, path, NearestName.MostSlips);

    /// <summary>The section that was probably meant.</summary>
    /// <param name="section">The type of the section that it would be in.</param>
    /// <param name="name">What was written.</param>
    public static PropertyInfo? NearestSection(Type section, string name)
    {
        var sections = PropertiesOf(section).Where(property => IsSection(property.PropertyType)).ToList();
        var nearest = NearestName.Of(name, sections.Select(property => property.Name));
        return sections.Find(property => property.Name == nearest);
    }

    private static string? NearestByPart(Type section, string[] parts)
    {
        if (NearestName.Of(parts[0], PropertiesOf(section).Select(property => property.Name)) is not { } name)
        {
            return null;
        }

        var type = Find(section, name)!.PropertyType;
        var rest = parts[1..];
        if (EntryOf(type) is { } entry && rest.Length > 0)
        {
            (name, type, rest) = ($"{name}:{rest[0]}", entry, rest[1..]);
        }

        return rest switch
        {
            [] when ElementOf(type) is not null => $"{name}:{(parts[0].AsSpan().TrimEnd("0123456789").Length is var letters && letters < parts[0].Length ? parts[0][letters..] : "0")}",
            [] => name,
            _ when IsSection(type) => NearestByPart(type, rest) is { } inner ? $"{name}:{inner}" : null,
            [var number] when ElementOf(type) is not null => $"{name}:{(int.TryParse(number, out _) ? number : "0")}",
            _ => null,
        };
    }

    /// <summary>The setting that was probably meant, where the separators of its name are wrong, or its section is missing.</summary>
    /// <param name="options">The type of options.</param>
    /// <param name="text">What was written.</param>
    /// <param name="mostSlips">How many other slips may be in it.</param>
    public static string? NearestByLetters(Type options, string text, int mostSlips)
    {
        // Shorter names, such as Header, are other programs' too.
        const int shortestName = 9;
        var digits = text.Length - text.AsSpan().TrimEnd("0123456789").Length;
        var written = digits > 0 ? text[..^digits].TrimEnd(':', '_', '-', '.') : text;
        var known = Of(options).Where(setting => !setting.Path.Contains(Anything, StringComparison.Ordinal) && setting.Path.Length >= shortestName).ToList();
        var meant = Meant(setting => setting.Path) ?? Meant(setting => LastPartOf(setting) is { Length: >= shortestName } name ? name : setting.Path);
        return meant is null ? null : meant.IsList ? $"{meant.Path}:{(digits > 0 ? text[^digits..] : "0")}" : meant.Path;

        KnownSetting? Meant(Func<KnownSetting, string> name) =>
            NearestName.Of(written, known.Select(name), mostSlips) is { } nearest ? known.Find(setting => name(setting) == nearest) : null;
    }

    private static string LastPartOf(KnownSetting setting) => setting.Path[(setting.Path.LastIndexOf(':') + 1)..];

    private static IEnumerable<KnownSetting> Of(Type section, string path)
    {
        var defaults = Activator.CreateInstance(section);
        return PropertiesOf(section).SelectMany(property =>
        {
            var name = path + property.Name;
            var type = property.PropertyType;
            if (EntryOf(type) is { } entry)
            {
                (name, type) = ($"{name}:{Anything}", entry);
            }

            return IsSection(type)
                ? Of(type, name + ":")
                : [new KnownSetting(name, type, type == property.PropertyType ? property.GetValue(defaults) : null, property.IsDefined(typeof(SecretAttribute)))];
        });
    }

    private static Type? ArgumentOf(Type type, Type generic, int argument) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GenericTypeArguments[argument] : null;
}
