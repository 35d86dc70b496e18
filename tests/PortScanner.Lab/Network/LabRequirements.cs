using System.Diagnostics.CodeAnalysis;

namespace PortScanner.Lab.Network;

/// <summary>Whether this machine lets us build the lab.</summary>
public static class LabRequirements
{
    private static readonly string[] Tools = ["ip", "nft", "curl", "kill"];
    private static readonly Lazy<string?> Missing = new(FindMissing);

    /// <summary>Why the lab cannot be built here; null if it can.</summary>
    public static string? WhyNot => Missing.Value;

    /// <summary>Whether a program is installed.</summary>
    public static bool HasTool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin")
            .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Why nothing can be done here that needs all of these programs; null if it can.</summary>
    public static string? WhyNotWith(params IEnumerable<string> tools) =>
        tools.FirstOrDefault(tool => !HasTool(tool)) is { } missing ? $"the program {missing} is not installed" : null;

    private static string? FindMissing() =>
        WhyNotWith(Tools)
        ?? (Probe() is { } failure
            ? $"network namespaces cannot be made here; run tests/namespaced.sh as root or where user namespaces are allowed ({failure.Trim()})"
            : null);

    [SuppressMessage("Design", "MA0045", Justification = "Asked once, from constructors.")]
    private static string? Probe()
    {
        try
        {
            using var probe = NetworkNamespace.Create($"ps-{Environment.ProcessId}-probe");
            Firewall.Set(probe, "input", Side.V6, "ct state established accept");
            return null;
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
    }
}
