using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Operator;

/// <summary>
/// Whether the host names that the site answers to are named (<c>AllowedHosts</c>). Where any will do, a page whose name is made to point here (DNS
/// rebinding) is of this site for its visitors' browsers: it could start a scan with one, and read the result.
/// </summary>
internal static class SiteNames
{
    // What the framework takes for all names.
    private static readonly string[] AnyName = ["*", "[::]", "0.0.0.0"];
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The setting as the framework reads it.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration) =>
        configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Looks for a name, since a proxy is there for others than this machine.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static void RequireBehindProxy(IConfiguration configuration)
    {
        if (Complaint(Read(configuration), "Forwarding names a proxy, through which others come") is { } complaint)
        {
            throw new ConfigurationException([complaint]);
        }
    }

    /// <summary>Looks for a name.</summary>
    /// <param name="names">The names.</param>
    /// <param name="reachedBy">Why others than this machine come, as the end of a sentence.</param>
    /// <returns>What is wrong, in words for the operator; null if the site is named.</returns>
    public static string? Complaint(IReadOnlyList<string> names, string reachedBy) =>
        names.Intersect(AnyName, StringComparer.Ordinal).Any() || !names.Except(ThisMachine, StringComparer.OrdinalIgnoreCase).Any()
            ? $"AllowedHosts {(names.Count == 0 ? "is not set" : $"is \"{string.Join(';', names)}\"")}, and {reachedBy}. A page that has its own name point here could test its "
                + "visitors and read the results: set it to each name that visitors know the site by, and to nothing else, such as scan.example.org;ipv4.example.org."
            : null;
}
