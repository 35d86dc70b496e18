using System.Diagnostics;

using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>
/// Runs the self-test as a process of its own in a new network namespace (unshare(1)), where no rule and no route of the machine's is, and no packet leaves: as
/// root, or as root of a new user namespace, where the machine lets anybody make one.
/// </summary>
internal static class OwnNamespace
{
    private static readonly string[][] Ways = [["--net"], ["--user", "--map-root-user", "--net"]];

    /// <summary>How to get into one, where a virtual link can be made.</summary>
    /// <param name="whyNot">What is missing; null if nothing is.</param>
    /// <returns>The options of unshare; null if there is no way.</returns>
    public static string[]? Find(out string? whyNot)
    {
        var way = Array.Find(Ways, way => Tool.Read("unshare", [.. way, "ip", "link", "add", "visitor", "type", "veth", "peer", "name", "tester"]) is not null);
        whyNot = way is not null ? null
            : Tool.Read("unshare", "--version") is null ? "the program unshare (Debian: util-linux) is missing"
            : Tool.Read("ip", "-V") is null ? "the program ip (Debian: iproute2) is missing"
            : Array.Exists(Ways, way => Tool.Read("unshare", [.. way, "true"]) is not null) ? "the kernel makes no virtual Ethernet link (veth) for this process"
            : "this process may not make a network namespace";
        return way;
    }

    /// <summary>Runs it there, with the same settings and environment, and waits for its end.</summary>
    /// <param name="way">The options of unshare.</param>
    /// <param name="settings">The settings of the command line.</param>
    /// <param name="words">What stands there besides.</param>
    /// <returns>Its exit status.</returns>
    public static int Run(string[] way, IEnumerable<KeyValuePair<string, string>> settings, params string[] words)
    {
        string[] line = [.. way, .. Self(), .. settings.Select(setting => SettingPlace.CommandLine.Spell($"{setting.Key}={setting.Value}")), .. words];
        using var process = Process.Start(new ProcessStartInfo("unshare", line) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    // From a build tree it is the runtime that runs, and the program is its first argument.
    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
        : [Environment.ProcessPath!];
}
