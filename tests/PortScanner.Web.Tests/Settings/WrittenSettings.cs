using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Settings;

/// <summary>Settings in a folder of their own, read as the program reads its own.</summary>
internal sealed class WrittenSettings : IDisposable
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public string Folder { get; } = Directory.CreateTempSubdirectory("portscanner-settings-").FullName;

    public string File => Path.Combine(Folder, "appsettings.json");

    /// <summary>What a process was started with that has nothing but its command line.</summary>
    public static StartContext Start(params IReadOnlyList<string> arguments) =>
        new(CommandLine.Parse(arguments, typeof(SiteOptions)), new Dictionary<string, string>(StringComparer.Ordinal), "/nonexistent");

    /// <summary>What is wrong with a command line.</summary>
    public static string ErrorsOf(params IReadOnlyList<string> arguments)
    {
        SiteSettings.Read(Start(arguments), out var errors);
        return string.Join('\n', errors);
    }

    /// <summary>Writes the settings' file, or another beside it.</summary>
    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The program runs on Linux alone.")]
    public WrittenSettings Write(string text, string? name = null, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        var path = name is null ? File : Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, text);
        System.IO.File.SetUnixFileMode(path, mode);
        return this;
    }

    /// <summary>Sets a variable of the environment.</summary>
    public WrittenSettings Set(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>The settings.</summary>
    /// <exception cref="ConfigurationException">Something is wrong.</exception>
    public SiteSettings Read(params IReadOnlyList<string> arguments) => SiteSettings.Read(StartHere(arguments));

    /// <summary>What is wrong.</summary>
    public string Errors(params IReadOnlyList<string> arguments)
    {
        SiteSettings.Read(StartHere(arguments), out var errors);
        return string.Join('\n', errors);
    }

    /// <summary>What a process was started with that has them.</summary>
    public StartContext StartHere(IReadOnlyList<string> arguments) => new(CommandLine.Parse(arguments, typeof(SiteOptions)), _environment, Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
