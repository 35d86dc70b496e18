using System.Reflection;

namespace PortScanner.Web.Hosting.CommandLines;

/// <summary>What <c>--help</c> and <c>--version</c> print.</summary>
internal static class Usage
{
    /// <summary>Where it is told what is known, as the end of a sentence.</summary>
    public const string Where = "portscanner --help tells what is";

    private const string Program = "portscanner";
    private const int Column = 22;

    /// <summary>What a command line is answered that asks for nothing else; null if it asks for something else.</summary>
    public static string? Answer(CommandLine line) =>
        line.Has(Switch.Help) ? Help : line.Has(Switch.Version) ? Version : null;

    /// <summary>How the program is called.</summary>
    public static string Help { get; } =
        $"""
        Usage: {Program} [--SETTING=VALUE ...]
        {string.Join('\n', Verb.Named.Select(verb => $"       {Program} {verb.Name} [--SETTING=VALUE ...] {verb.Arguments}"))}

        {Verb.Serve.Summary} It tests each visitor's own address, and nobody else's.

        Commands:
        {string.Join('\n', Verb.Named.Select(verb => Line(verb.Name, verb.Summary)))}

        Options:
        {string.Join('\n', Switch.All.Select(known => Line(known.Argument.Length == 0 ? known.Name : $"{known.Name}={known.Argument}", known.Summary)))}
        {Line("--SETTING=VALUE", "Sets what configuration.md lists, such as --Urls=http://127.0.0.1:8080; a")}
        {Line("", "list's entries are numbered, as in --Admission:DenyNetworks:0=192.0.2.0/24.")}

        Settings are read from appsettings.json, from the environment (PORTSCANNER_Admission__AllowLoopback=true) and
        from the command line; the last one wins. Secrets belong into the environment or systemd's credentials.

        Exit status: 0 if all went well, 1 if something was wrong, which is told.
        """.ReplaceLineEndings("\n");

    /// <summary>The version, and the commit that it was built from.</summary>
    public static string Version { get; } = $"{Program} {Informational()}";

    // The compiler adds the commit behind a plus sign where it finds a repository.
    private static string Informational() =>
        typeof(Usage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+') is [var version, var commit]
            ? $"{version} ({commit})"
            : typeof(Usage).Assembly.GetName().Version!.ToString(3);

    private static string Line(string name, string text) => $"  {name.PadRight(Column)}{text}";
}
