using PortScanner.Core.Localization;

namespace PortScanner.Web.Features.Scans;

/// <summary>Reads the fields of a form and gathers all that is wrong with them.</summary>
internal sealed class FormFields(IFormCollection form)
{
    private readonly SortedDictionary<string, List<Message>> _errors = new(StringComparer.Ordinal);

    /// <summary>Reads the text of a field.</summary>
    /// <param name="text">The field.</param>
    /// <param name="value">What it means.</param>
    /// <param name="error">What is wrong with it, if it means nothing.</param>
    public delegate bool Parser<T>(string text, out T? value, out Message? error);

    /// <summary>Whether anything is wrong.</summary>
    public bool HasErrors => _errors.Count > 0;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, Message[]> Errors =>
        _errors.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>Notes that a field is wrong.</summary>
    public void Error(string field, Message sentence)
    {
        if (!_errors.TryGetValue(field, out var sentences))
        {
            _errors.Add(field, sentences = []);
        }

        sentences.Add(sentence);
    }

    /// <summary>Refuses fields that nobody reads: a misspelt one would be lost silently.</summary>
    public void RequireKnown(IReadOnlyList<string> known)
    {
        foreach (var (field, values) in form)
        {
            if (!known.Contains(field, StringComparer.Ordinal))
            {
                Error("form", new Message("form.unknown-field", ("field", Shorten(field)), ("allowed", string.Join(", ", known))));
            }
            else if (values.Count > 1)
            {
                Error(field, new Message("form.given-twice"));
            }
        }
    }

    /// <summary>Refuses files, which a multipart form can hold beside its fields, and under their names.</summary>
    public void RequireNoFiles()
    {
        foreach (var file in form.Files)
        {
            Error("form", new Message("form.file", ("field", Shorten(file.Name))));
        }
    }

    /// <summary>The text of a field; null if it is missing or blank, as browsers send fields that nobody filled in.</summary>
    public string? Text(string field)
    {
        var text = form[field].FirstOrDefault();
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A field with a language of its own.</summary>
    public T? Parsed<T>(string field, Parser<T> parser)
        where T : class
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!parser(text, out var value, out var error))
        {
            Error(field, error!);
        }

        return value;
    }

    /// <summary>A field with a few allowed words.</summary>
    public T Choice<T>(string field, T fallback, Func<string, T?> find, IEnumerable<string> allowed)
        where T : struct => (T)Choice<object>(field, fallback, text => find(text), allowed);

    /// <inheritdoc cref="Choice{T}(string, T, Func{string, T?}, IEnumerable{string})"/>
    public T Choice<T>(string field, T fallback, Func<string, T?> find, IEnumerable<string> allowed)
        where T : class
    {
        var text = Text(field);
        var found = text is null ? fallback : find(text);
        if (found is null)
        {
            RefuseWord(field, text!, allowed);
        }

        return found ?? fallback;
    }

    /// <summary>A field that is yes or no; null if it is missing.</summary>
    public bool? YesNo(string field)
    {
        switch (Text(field))
        {
            case null:
                return null;
            case "yes":
                return true;
            case "no":
                return false;
            case var text:
                RefuseWord(field, text, ["yes", "no"]);
                return null;
        }
    }

    private void RefuseWord(string field, string text, IEnumerable<string> allowed) =>
        Error(field, new Message("form.unknown-word", ("word", Shorten(text)), ("allowed", allowed.ToArray())));

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
