using System.Collections;

namespace PortScanner.Web.Hosting.CommandLines;

/// <summary>What the process was started with.</summary>
/// <param name="CommandLine">Its command line.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Folder">The folder with its settings.</param>
internal sealed record StartContext(CommandLine CommandLine, IReadOnlyDictionary<string, string> Environment, string Folder)
{
    /// <summary>The context of this process.</summary>
    /// <param name="line">Its command line.</param>
    public static StartContext Of(CommandLine line) => new(
        line,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal),
        AppContext.BaseDirectory);
}
