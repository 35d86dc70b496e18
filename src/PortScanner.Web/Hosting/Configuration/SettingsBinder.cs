using System.Collections;
using System.Globalization;
using System.Reflection;

namespace PortScanner.Web.Hosting.Configuration;

/// <summary>
/// Fills options with what was written, and leaves nothing of it unread: a misspelt exclusion list would exclude nobody. The framework's binder
/// passes over names that it does not know, a text where a list should be, and a section where a text should be.
/// </summary>
/// <param name="root">The type of all options.</param>
/// <param name="errors">Where a sentence is added for each thing that is wrong. None repeats a value of a secret.</param>
internal sealed class SettingsBinder(Type root, ICollection<string> errors)
{
    /// <summary>Fills a section.</summary>
    /// <param name="section">The options.</param>
    /// <param name="node">What was written for it.</param>
    public void Fill(object section, SettingNode node)
    {
        if (node.Values.Count > 0)
        {
            errors.Add($"{Written(node, node.Values[^1].Place)} is a section, and has no value of its own; {Contents(section.GetType(), node.Path)}.");
        }

        foreach (var child in node.Children)
        {
            if (SettingsSchema.Find(section.GetType(), child.Name) is not { } property)
            {
                Refuse(child, section.GetType(), node.Path);
            }
            else if (SettingsSchema.IsSection(property.PropertyType))
            {
                Fill(property.GetValue(section)!, child);
            }
            else if (Read(property, child) is { } value)
            {
                property.SetValue(section, value);
            }
        }
    }

    private object? Read(PropertyInfo property, SettingNode node)
    {
        if (property.IsDefined(typeof(SecretAttribute)))
        {
            RefuseExposure(node);
        }

        return SettingsSchema.ElementOf(property.PropertyType) is { } element ? ReadList(element, node)
            : SettingsSchema.EntryOf(property.PropertyType) is { } entry ? ReadEntries(entry, node)
            : ReadText(property.PropertyType, node, property.IsDefined(typeof(SecretAttribute)));
    }

    private object? ReadText(Type type, SettingNode node, bool isSecret)
    {
        if (node.Children.Count > 0)
        {
            errors.Add($"{Written(node)} is one value, not a list or a section.");
            return null;
        }

        // On the command line the last one wins, so that a script can have defaults that its arguments replace.
        if (node.Values.CountBy(value => value.Place).FirstOrDefault(place => place.Value > 1 && place.Key != SettingPlace.CommandLine) is { Key: { } place })
        {
            errors.Add($"{node.Path} is set twice {place.Where}; leave one of them out.");
        }

        return node.Values is [.., var last] ? ReadText(type, node, last, isSecret) : null;
    }

    private object? ReadText(Type type, SettingNode node, SettingValue value, bool isSecret)
    {
        if (string.IsNullOrWhiteSpace(value.Text))
        {
            errors.Add($"{Written(node, value.Place)} is blank; leave it out, or give it a value.");
            return null;
        }

        if (SettingText.TryRead(type, value.Text, out var read, out var allowed))
        {
            return read;
        }

        errors.Add($"{node.Path} is {(isSecret ? "wrong" : $"\"{value.Text}\"")} ({value.Place.Where}); allowed is {allowed}.");
        return null;
    }

    private IList? ReadList(Type element, SettingNode node)
    {
        if (node.Values is [.., var single])
        {
            errors.Add($"{Written(node, single.Place)} is a list; number its entries, as in {single.Place.Spell($"{node.Path}:0")}.");
            return null;
        }

        if (node.Children.SelectMany(child => child.Values).Select(value => value.Place).Distinct().ToList() is [var one, var other, ..])
        {
            errors.Add($"{node.Path} is a list that stands {one.Where} and {other.Where}; write all of it in one place, since the entries of one would replace those of the other.");
        }
        else if (node.Children.FirstOrDefault(child => child.Values.Count > 1) is { } twice)
        {
            errors.Add($"{Written(twice)} is there twice; give each entry of the list a number of its own.");
        }

        var numbers = node.Children.Select(child => child.Name).ToHashSet(StringComparer.Ordinal);
        if (Enumerable.Range(0, numbers.Count).FirstOrDefault(number => !numbers.Contains(number.ToString(CultureInfo.InvariantCulture)), -1) is >= 0 and var missing)
        {
            errors.Add($"{node.Path} is a list whose entry {missing} is missing ({string.Join(", ", numbers.Order(StringComparer.Ordinal))} are there); number them from 0 on, and leave none out.");
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var child in node.Children.OrderBy(child => int.TryParse(child.Name, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue))
        {
            if (ReadText(element, child, isSecret: false) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private IDictionary? ReadEntries(Type entry, SettingNode node)
    {
        if (node.Values.Count > 0)
        {
            errors.Add($"{Written(node, node.Values[^1].Place)} is a section, and has no value of its own; name what is in it, as in {node.Values[^1].Place.Spell($"{node.Path}:{SettingsSchema.Anything}")}.");
            return null;
        }

        var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), entry))!;
        foreach (var child in node.Children)
        {
            if (!SettingsSchema.IsSection(entry))
            {
                if (ReadText(entry, child, isSecret: false) is { } value)
                {
                    entries[child.Name] = value;
                }

                continue;
            }

            var section = Activator.CreateInstance(entry)!;
            Fill(section, child);
            entries[child.Name] = section;
        }

        return entries;
    }

    private void RefuseExposure(SettingNode node)
    {
        foreach (var place in node.Values.Select(value => value.Place).Distinct().Where(place => place.Exposure is not null))
        {
            errors.Add(
                $"{Written(node, place)} is a secret, and {place.Exposure}. Write it as {SettingPlace.Environment.Spell(node.Path)}=… into /etc/portscanner/environment "
                + "(chmod 600), or hand it over as a credential of systemd.");
        }
    }

    private void Refuse(SettingNode unknown, Type section, string path)
    {
        var node = unknown;
        while (node is { Children: [var only], Values: [] })
        {
            node = only;
        }

        var advice = SettingsSchema.Nearest(root, node.Path) is { } nearest ? $"did you mean {node.Place.Spell(nearest)}?"
            : SettingsSchema.NearestSection(section, unknown.Name) is { } other ? $"did you mean {other.Name}? {Capital(Contents(other.PropertyType, other.Name))}."
            : $"{Contents(section, path)}.";
        errors.Add($"{Written(node)} is not a setting; {advice}");
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Contents(Type section, string path) =>
        $"in {(path.Length == 0 ? "the settings" : path)} there are {string.Join(", ", SettingsSchema.PropertiesOf(section).Select(property => property.Name))}";

    private static string Written(SettingNode node, SettingPlace? place = null) => $"{(place ?? node.Place).Spell(node.Path)} ({(place ?? node.Place).Where})";
}
