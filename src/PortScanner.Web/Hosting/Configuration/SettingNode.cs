namespace PortScanner.Web.Hosting.Configuration;

/// <summary>A setting's text, and where it stands.</summary>
/// <param name="Text">The text.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct SettingValue(string Text, SettingPlace Place);

/// <summary>A part of what was set, as it was written: a section, a list, an entry or a setting. Nothing is known yet of what there may be.</summary>
/// <param name="path">Its name from the root, with colons between its parts; empty for the root.</param>
/// <param name="place">Where it was written first; null for the root.</param>
internal sealed class SettingNode(string path, SettingPlace? place)
{
    private readonly List<SettingNode> _children = [];
    private readonly List<SettingValue> _values = [];

    /// <summary>Its name from the root.</summary>
    public string Path => path;

    /// <summary>Its own name.</summary>
    public string Name => path[(path.LastIndexOf(':') + 1)..];

    /// <summary>Where it was written first.</summary>
    public SettingPlace Place => place ?? throw new InvalidOperationException("The root is written nowhere.");

    /// <summary>What stands in it.</summary>
    public IReadOnlyList<SettingNode> Children => _children;

    /// <summary>Its values, one for each time that it was written; those of later places come later.</summary>
    public IReadOnlyList<SettingValue> Values => _values;

    /// <summary>Notes a value.</summary>
    /// <param name="name">The setting's name from here, with colons between its parts.</param>
    /// <param name="text">Its value.</param>
    /// <param name="where">Where it stands.</param>
    public void Set(string name, string text, SettingPlace where) => Open(name, where).Set(text, where);

    /// <summary>Notes a value of its own.</summary>
    /// <param name="text">The value.</param>
    /// <param name="where">Where it stands.</param>
    public void Set(string text, SettingPlace where) => _values.Add(new SettingValue(text, where));

    /// <summary>Finds a part, whatever its case, or makes it.</summary>
    /// <param name="name">Its name from here, with colons between its parts.</param>
    /// <param name="where">Where it stands.</param>
    public SettingNode Open(string name, SettingPlace where)
    {
        var node = this;
        foreach (var part in name.Split(':'))
        {
            var child = node.Find(part);
            if (child is null)
            {
                child = new SettingNode(node.Path.Length == 0 ? part : $"{node.Path}:{part}", where);
                node._children.Add(child);
            }

            node = child;
        }

        return node;
    }

    /// <summary>A part of it, whatever its case; null if there is none.</summary>
    public SettingNode? Find(string name) => _children.Find(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that was set in it, as the framework's configuration takes it: of each setting the value that counts.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Flatten() =>
        [.. _values.Count > 0 ? [KeyValuePair.Create(Path, (string?)_values[^1].Text)] : Array.Empty<KeyValuePair<string, string?>>(), .. _children.SelectMany(child => child.Flatten())];
}
