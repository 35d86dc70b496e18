using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>A systemd unit that ships, and how a process of it is run without systemd.</summary>
public sealed class UnitFile
{
    private readonly ILookup<string, string> _settings;

    /// <summary>Reads a unit.</summary>
    /// <param name="name">Its file's name.</param>
    public UnitFile(string name)
    {
        Name = name;
        Path = System.IO.Path.Combine(BuiltProgram.Repository, "deploy/systemd", name);
        _settings = File.ReadLines(Path)
            .Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=', 2))
            .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    /// <summary>All that ship.</summary>
    public static IReadOnlyList<UnitFile> All { get; } =
    [
        .. Directory.GetFiles(System.IO.Path.Combine(BuiltProgram.Repository, "deploy/systemd"), "*.service").Order(StringComparer.Ordinal)
            .Select(path => new UnitFile(System.IO.Path.GetFileName(path))),
    ];

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>The command.</summary>
    public IReadOnlyList<string> Command => _settings["ExecStart"].Single().Split(' ');

    /// <summary>The values of a setting, in order.</summary>
    public IReadOnlyList<string> this[string setting] => [.. _settings[setting]];

    /// <summary>The command as systemd would run it: its user, its capabilities and no new ones, its environment.</summary>
    /// <param name="user">The user's number where the unit's is dynamic.</param>
    public IReadOnlyList<string> Run(int user)
    {
        var group = _settings["Group"].SingleOrDefault() ?? user.ToString();
        var name = _settings["DynamicUser"].Contains("yes", StringComparer.Ordinal) ? user.ToString() : _settings["User"].Single();
        return
        [
            "env", "--ignore-environment", "PATH=/usr/bin:/usr/sbin", .. _settings["Environment"],
            "prlimit", $"--core={_settings["LimitCORE"].Single()}",
            "setpriv", $"--reuid={name}", $"--regid={group}", "--clear-groups",
            .. _settings["NoNewPrivileges"].Contains("yes", StringComparer.Ordinal) ? ["--no-new-privs"] : Array.Empty<string>(),
            $"--bounding-set=-all{Capabilities("CapabilityBoundingSet")}",
            $"--inh-caps=-all{Capabilities("AmbientCapabilities")}",
            $"--ambient-caps=-all{Capabilities("AmbientCapabilities")}",
            "--", .. Command,
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private string Capabilities(string setting) => string.Concat(_settings[setting]
        .SelectMany(value => value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(capability => $",+{capability["CAP_".Length..].ToLowerInvariant()}"));
}
