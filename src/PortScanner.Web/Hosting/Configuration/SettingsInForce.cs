using System.Collections;
using System.Reflection;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>Lists all settings with the values that count, in the order of the options' properties.</summary>
internal static class SettingsInForce
{
    /// <summary>The settings.</summary>
    /// <param name="options">The options, filled.</param>
    /// <param name="written">All that was written.</param>
    public static IEnumerable<SettingInForce> Of(object options, SettingNode written) => Of(options, written, "");

    private static IEnumerable<SettingInForce> Of(object section, SettingNode? written, string path)
    {
        var defaults = Activator.CreateInstance(section.GetType())!;
        return SettingsSchema.PropertiesOf(section.GetType()).SelectMany(property => Of(property, property.GetValue(section), property.GetValue(defaults), written?.Find(property.Name), path));
    }

    private static IEnumerable<SettingInForce> Of(PropertyInfo property, object? value, object? usual, SettingNode? node, string path)
    {
        var name = path + property.Name;
        if (SettingsSchema.IsSection(property.PropertyType))
        {
            return Of(value!, node, name + ":");
        }

        if (SettingsSchema.EntryOf(property.PropertyType) is not { } entry)
        {
            return [new SettingInForce(name, value, property.IsDefined(typeof(SecretAttribute)), AreAlike(value, usual), PlaceOf(node))];
        }

        return ((IDictionary)value!).Keys.Cast<string>().SelectMany(key => SettingsSchema.IsSection(entry)
            ? Of(((IDictionary)value)[key]!, node?.Find(key), $"{name}:{key}:")
            : [new SettingInForce($"{name}:{key}", ((IDictionary)value)[key], IsSecret: false, IsDefault: false, PlaceOf(node?.Find(key)))]);
    }

    // Of a value the last place counts; a list stands in one place alone.
    private static SettingPlace? PlaceOf(SettingNode? node) => node switch
    {
        null => null,
        { Values: [.., var last] } => last.Place,
        _ => node.Place,
    };

    private static bool AreAlike(object? value, object? usual) =>
        value is IList list && usual is ICollection other ? list.Count == 0 && other.Count == 0 : Equals(value, usual);
}
