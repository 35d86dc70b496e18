using System.Text.Json;

namespace PortScanner.Core.Localization;

/// <summary>Reads the messages of a language, strictly: what is wrong there is our own fault and must not reach a visitor.</summary>
public static class MessageFiles
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the embedded files <c>messages/{code}/*.json</c>.</summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message names it and the key.</exception>
    public static Messages Load(Language language)
    {
        var assembly = typeof(MessageFiles).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith($"messages/{language.Code}/", StringComparison.Ordinal));
        var templates = new Dictionary<string, MessageTemplate>(StringComparer.Ordinal);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, template) in Read(file, name))
            {
                if (!templates.TryAdd(key, template))
                {
                    throw new InvalidDataException($"{name}: {key} stands in another file too.");
                }
            }
        }

        return new Messages(language, templates);
    }

    /// <summary>Reads one file: an object of keys with texts.</summary>
    /// <exception cref="InvalidDataException">The file is wrong.</exception>
    public static IEnumerable<KeyValuePair<string, MessageTemplate>> Read(Stream file, string name)
    {
        var templates = new List<KeyValuePair<string, MessageTemplate>>();
        try
        {
            using var document = JsonDocument.Parse(file, Strict);
            foreach (var message in document.RootElement.EnumerateObject())
            {
                templates.Add(new(message.Name, Template(message, name)));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}: not an object of texts, each key once.", e);
        }

        return templates;
    }

    private static MessageTemplate Template(JsonProperty message, string name)
    {
        try
        {
            return MessageTemplate.Parse(message.Value.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"{name}, {message.Name}: {e.Message}", e);
        }
    }
}
