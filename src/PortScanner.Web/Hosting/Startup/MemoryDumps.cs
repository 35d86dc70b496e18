using System.Collections;

using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>Keeps this process's memory, which holds the addresses of visitors, off the disk when it crashes.</summary>
internal static class MemoryDumps
{
    // The runtime reads it under either prefix (.NET documentation: "Collect dumps on crash"), and writes the dump by a program of its own,
    // which is root where this is, so that what the kernel forbids this process does not hold.
    private static readonly string[] Variables = ["DOTNET_DbgEnableMiniDump", "COMPlus_DbgEnableMiniDump"];

    /// <summary>Forbids dumps by the kernel, and refuses to run where the runtime would write one.</summary>
    /// <exception cref="ConfigurationException">One could be written.</exception>
    public static void Forbid()
    {
        var errors = ErrorsOf(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => ((string)variable.Key, variable.Value as string))).ToList();
        if (!CoreDumps.TryForbid())
        {
            errors.Add("Core dumps cannot be switched off here, and one would hold the addresses of visitors.");
        }

        if (errors.Count > 0)
        {
            throw new ConfigurationException(errors);
        }
    }

    /// <summary>What of an environment has the runtime write one.</summary>
    public static IEnumerable<string> ErrorsOf(IEnumerable<(string Name, string? Value)> environment) => environment
        .Where(variable => Variables.Contains(variable.Name, StringComparer.OrdinalIgnoreCase) && IsOn(variable.Value))
        .Select(variable => $"{variable.Name} is set. With it a crash writes the program's memory to a file, and the addresses of visitors are in it. Unset it, or set it to 0.");

    private static bool IsOn(string? value) => !string.IsNullOrWhiteSpace(value) && value.Trim() != "0";
}
