using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Hosting.CommandLines;

/// <summary>The command line: <c>[VERB] [--SETTING=VALUE …] [FIELD=VALUE …]</c>, in any order but that fields follow their verb.</summary>
internal sealed class CommandLine
{
    // How the verb was written before it was one.
    private const string OldDryRun = "--dry-run";
    private const string ShortHelp = "-h";

    private readonly List<KeyValuePair<string, string>> _settings = [];
    private readonly List<string> _fields = [];
    private readonly List<string> _errors = [];
    private readonly Dictionary<Switch, string?> _switches = [];

    private CommandLine()
    {
    }

    /// <summary>What is asked for.</summary>
    public Verb Verb { get; private set; } = Verb.Serve;

    /// <summary>The settings as they stand there, known or not.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings => _settings;

    /// <summary>What the verb is about.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The value of a switch; null without it.</summary>
    public string? ValueOf(Switch asked) => _switches.GetValueOrDefault(asked);

    /// <summary>What cannot be understood, a sentence each.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Whether a switch is there.</summary>
    public bool Has(Switch asked) => _switches.ContainsKey(asked);

    /// <summary>Reads the command line.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="options">The type of all options, whose names may be meant.</param>
    public static CommandLine Parse(IReadOnlyList<string> words, Type options)
    {
        var line = new CommandLine();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == OldDryRun || Verb.Named.Any(verb => verb.Name == word))
            {
                line.Take(Verb.Named.Single(verb => verb.Name == word.TrimStart('-')));
            }
            else if (word == ShortHelp)
            {
                line._switches[Switch.Help] = null;
            }
            else if (word.StartsWith("--", StringComparison.Ordinal))
            {
                i += line.TakeSwitch(word, i + 1 < words.Count ? words[i + 1] : null, options);
            }
            else
            {
                line.TakeWord(word, options);
            }
        }

        foreach (var (known, value) in line._switches.Where(known => known.Key.For is { } verb && verb != line.Verb && line._errors.Count == 0))
        {
            line._errors.Add($"{known.Name} is for {known.For!.Name}; did you mean {known.For.Name} {known.Name}{(value is null ? "" : $"={value}")}?");
        }

        return line;
    }

    private void Take(Verb verb)
    {
        if (Verb != Verb.Serve)
        {
            _errors.Add($"{Verb.Name} and {verb.Name} cannot be asked for at once.");
        }

        Verb = verb;
    }

    // Returns how many words after it belong to it.
    private int TakeSwitch(string word, string? next, Type options)
    {
        var (name, value) = word.Split('=', 2) is [var before, var behind] ? (before, behind) : (word, null);
        var known = Switch.All.FirstOrDefault(known => known.Name == name);
        var takesValue = known is null or { Argument.Length: > 0 };
        var isNext = takesValue && value is null && next is not (null or ['-', ..]) && !Verb.Named.Any(verb => verb.Name == next);
        value ??= isNext ? next : null;
        if (known is null)
        {
            TakeSetting(name, value, options);
        }
        else if (takesValue == string.IsNullOrWhiteSpace(value))
        {
            _errors.Add(takesValue ? $"{name} needs a value: {name}={known.Argument}." : $"{name} takes no value.");
        }
        else
        {
            _switches[known] = value;
        }

        return isNext ? 1 : 0;
    }

    private void TakeSetting(string name, string? value, Type options)
    {
        var path = name[SettingPlace.CommandLine.Prefix.Length..];
        var isTopLevel = !path.Contains(':', StringComparison.Ordinal);
        if (isTopLevel && SettingsSchema.Find(options, path) is null && NearestName.Of(path, Switch.All.Select(known => known.Name)) is { } near)
        {
            _errors.Add($"{name} is not known; did you mean {near}?");
        }
        else if (value is not null)
        {
            _settings.Add(KeyValuePair.Create(path, value));
        }
        else
        {
            var meant = SettingsSchema.Nearest(options, path) is { } nearest ? SettingPlace.CommandLine.Spell(nearest) : null;
            _errors.Add(
                meant is null ? $"{name} is not known; {Usage.Where}."
                : meant.Equals(name, StringComparison.OrdinalIgnoreCase) ? $"{name} needs a value: {meant}=VALUE."
                : $"{name} is not known; did you mean {meant}=VALUE?");
        }
    }

    private void TakeWord(string word, Type options)
    {
        var name = word.TrimStart('-', '/').Split('=')[0];
        if (Verb.TakesWords && !word.StartsWith('-'))
        {
            _fields.Add(word);
        }
        else if (NearestName.Of(name, [.. Verb.Named.Select(verb => verb.Name), .. Switch.All.Select(known => known.Name)]) is { } near)
        {
            _errors.Add($"\"{word}\" is not known; did you mean {near}?");
        }
        else
        {
            var meant = word.Contains('=', StringComparison.Ordinal) && name.Length > 0 ? SettingsSchema.Nearest(options, name) : null;
            _errors.Add(meant is null
                ? $"\"{word}\" is not known; {Usage.Where}."
                : $"\"{word}\" is not known; did you mean {SettingPlace.CommandLine.Spell(meant)}=…?");
        }
    }
}
