namespace PortScanner.Web.Hosting.CommandLines;

/// <summary>A word of the command line that asks for something else than to serve.</summary>
/// <param name="Name">The word.</param>
/// <param name="Arguments">What it takes, in a word or two.</param>
/// <param name="Summary">What it does; the manual page says the same.</param>
internal sealed record Verb(string Name, string Arguments, string Summary)
{
    /// <summary>Whether words may follow that are no settings.</summary>
    public bool TakesWords { get; private init; }

    /// <summary>Serves; there is no word for it.</summary>
    public static Verb Serve { get; } = new("", "", "Serves the site until it is told to stop.");

    /// <summary>Looks at the machine and the settings.</summary>
    public static Verb Doctor { get; } = new(
        "doctor", "[--site=URL]", "Looks at the machine and the settings, and tells how to mend what is wrong.");

    /// <summary>Prints what a scan would send.</summary>
    public static Verb DryRun { get; } = new(
        "dry-run", "[FIELD=VALUE ...]", "Prints each packet that a scan would send, and when, and sends none.") { TakesWords = true };

    /// <summary>Makes what a node of a cluster needs.</summary>
    public static Verb Keys { get; } = new(
        "keys", "[--folder=FOLDER] [--limit-secret] new NAME", "Makes the keys of a web node or tester on several machines, and tells who must know of them.") { TakesWords = true };

    /// <summary>Tests the program itself, on ports of its own.</summary>
    public static Verb SelfTest { get; } = new(
        "selftest", "[on=namespace|loopback]", "Has ports of its own tested through the real wire, and tells whether each is read right.") { TakesWords = true };

    /// <summary>Tells the settings.</summary>
    public static Verb Settings { get; } = new("settings", "[--json]", "Tells each setting, its value in force and where that stands; of a secret only that it is set.");

    /// <summary>All that have a word.</summary>
    public static IReadOnlyList<Verb> Named { get; } = [Doctor, DryRun, Keys, SelfTest, Settings];
}

/// <summary>A switch of the command line: what begins with two hyphens and is no setting.</summary>
/// <param name="Name">The switch.</param>
/// <param name="Argument">What it takes; empty for nothing.</param>
/// <param name="Summary">What it does; the manual page says the same.</param>
/// <param name="For">The one verb that it belongs to; null for any.</param>
internal sealed record Switch(string Name, string Argument, string Summary, Verb? For = null)
{
    /// <summary>The site that the doctor asks.</summary>
    public static Switch Site { get; } = new("--site", "URL", "With doctor: also asks the site, as a visitor would, and whether it believes forged headers.", Verb.Doctor);

    /// <summary>Where keys are made.</summary>
    public static Switch Folder { get; } = new("--folder", "FOLDER", "With keys: where the files go; without it, here.", Verb.Keys);

    /// <summary>Makes the secret of all web nodes, too.</summary>
    public static Switch LimitSecret { get; } = new("--limit-secret", "", "With keys: also makes the secret that all web nodes share.", Verb.Keys);

    /// <summary>Tells the settings as a file of settings.</summary>
    public static Switch Json { get; } = new("--json", "", "With settings: prints them as a file that can be used as appsettings.json, without secrets.", Verb.Settings);

    /// <summary>Prints how the program is called.</summary>
    public static Switch Help { get; } = new("--help", "", "Prints this, and exits.");

    /// <summary>Prints which version it is.</summary>
    public static Switch Version { get; } = new("--version", "", "Prints the version and the commit that it was built from, and exits.");

    /// <summary>All.</summary>
    public static IReadOnlyList<Switch> All { get; } = [Site, Folder, LimitSecret, Json, Help, Version];
}
