using System.Collections.Frozen;

namespace PortScanner.Core.Localization;

/// <summary>
/// Everything that the program says to its visitors, in one language. That each key which the program uses exists is held by tests, not
/// by the readers; an unknown one is a fault of the program.
/// </summary>
public sealed class Messages
{
    private readonly FrozenDictionary<string, MessageTemplate> _templates;

    /// <summary>Makes them of what <see cref="MessageFiles"/> read.</summary>
    /// <param name="language">The language.</param>
    /// <param name="templates">The messages by their keys.</param>
    public Messages(Language language, IEnumerable<KeyValuePair<string, MessageTemplate>> templates)
    {
        Language = language;
        _templates = templates.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The keys of all messages.</summary>
    public IEnumerable<string> Keys => _templates.Keys;

    /// <summary>A message that has no placeholders.</summary>
    /// <exception cref="ArgumentException">There is no such message, or it has placeholders.</exception>
    public string this[string key] => Format(key);

    /// <summary>A message with what fills its placeholders.</summary>
    /// <exception cref="ArgumentException">There is no such message, or a placeholder is left.</exception>
    public string Format(string key, params IReadOnlyList<(string Name, object Value)> values) => Format(new Message(key, values));

    /// <summary>A message about a number of things, in its singular or plural; the number fills <c>{count}</c>.</summary>
    /// <exception cref="ArgumentException">There is no such message, or a placeholder is left.</exception>
    public string Count(string key, long count, params IReadOnlyList<(string Name, object Value)> values) =>
        Format(new Message(key, values) { Count = count });

    /// <summary>Puts a message into words.</summary>
    /// <exception cref="ArgumentException">There is no such message, or a placeholder is left.</exception>
    public string Format(Message message)
    {
        var key = message.Count is { } count ? $"{message.Key}.{Language.PluralForm(count)}" : message.Key;
        return Template(key).Fill(name => Text(message, name));
    }

    /// <summary>A list, such as <c>a, b and c</c>.</summary>
    public string And(IReadOnlyList<string> items) => Join(items, "list.and");

    /// <summary>A choice, such as <c>a, b or c</c>.</summary>
    public string Or(IReadOnlyList<string> items) => Join(items, "list.or");

    /// <summary>A number as the language writes it, with a fixed number of decimals.</summary>
    public string Number(double number, int decimals = 0) => number.ToString(decimals == 0 ? "#,0" : $"#,0.{new string('0', decimals)}", Language.Numbers);

    /// <summary>The names of a message's placeholders.</summary>
    public IEnumerable<string> Placeholders(string key) => Template(key).Placeholders;

    private MessageTemplate Template(string key) => _templates.TryGetValue(key, out var template)
        ? template
        : throw new ArgumentException($"There is no message {key} in {Language.Name}.", nameof(key));

    private string Text(Message message, string name)
    {
        if (name == "count" && message.Count is { } count)
        {
            return Number(count);
        }

        return message.Values.FirstOrDefault(value => value.Name == name).Value switch
        {
            string text => text,
            Message inner => Format(inner),
            IReadOnlyList<string> choices => Or(choices),
            int number => Number(number),
            null => throw new ArgumentException($"Nothing fills {{{name}}} of {message.Key}.", nameof(message)),
            var other => throw new ArgumentException($"A {other.GetType().Name} cannot fill {{{name}}} of {message.Key}.", nameof(message)),
        };
    }

    private string Join(IReadOnlyList<string> items, string key) => items.Count < 2
        ? string.Concat(items)
        : Format(key, ("first", string.Join(", ", items.SkipLast(1))), ("last", items[^1]));
}
