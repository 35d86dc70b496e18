using System.Globalization;
using System.Net;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>
/// Whether the host names that the site answers to are named (<c>AllowedHosts</c>). Where any will do, a page whose name is made to point here (DNS
/// rebinding) is of this site for its visitors' browsers: it could start a scan with one, and read the result.
/// </summary>
internal static class SiteNames
{
    private const string Allowed = "Write names and addresses as browsers send them, without scheme, port or path, such as scan.example.org, *.example.org, 192.0.2.1 or [2001:db8::1].";
    private const string Subdomains = "*.";

    // What the framework takes for all names.
    private static readonly string[] AnyName = ["*", "[::]", "0.0.0.0"];
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Whether any name will do.</summary>
    public static bool AllowAny(IReadOnlyList<string> names) => names.Intersect(AnyName, StringComparer.Ordinal).Any();

    /// <summary>The first name that others than this machine know the site by; null if there is none.</summary>
    public static string? FirstOf(IReadOnlyList<string> names) =>
        names.Except(ThisMachine, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => !AllowAny([name]) && !name.StartsWith(Subdomains, StringComparison.Ordinal));

    /// <summary>The names, and each that is no address with the dot behind it too.</summary>
    public static IEnumerable<string> AlsoWithRoot(IEnumerable<string> names) =>
        names.SelectMany(name => AnyName.Contains(name, StringComparer.Ordinal) || name.StartsWith('[') ? [name] : (string[])[name, $"{name}."]);

    /// <summary>The names of the setting.</summary>
    public static IReadOnlyList<string> Split(string names) => names.Split(';');

    /// <summary>Looks for entries that can never be what a request is for: they would shut visitors out, and nobody would know why.</summary>
    /// <param name="names">The names.</param>
    /// <param name="errors">Where a sentence is added for each.</param>
    public static void Check(IReadOnlyList<string> names, ICollection<string> errors)
    {
        foreach (var name in names.Where(name => !AnyName.Contains(name, StringComparer.Ordinal)))
        {
            if (WhyNeverAsked(name) is { } why)
            {
                errors.Add($"AllowedHosts: \"{name}\" {why}. {Allowed}");
            }
        }

        if (names.Count > 1 && names.Intersect(AnyName, StringComparer.Ordinal).FirstOrDefault() is { } any)
        {
            errors.Add($"AllowedHosts: \"{any}\" allows every name, so that the others mean nothing; leave it out, or the others.");
        }
    }

    /// <summary>Looks for a name, since a proxy is there for others than this machine.</summary>
    /// <param name="names">The names.</param>
    /// <param name="errors">Where a sentence is added if there is none.</param>
    public static void RequireBehindProxy(IReadOnlyList<string> names, ICollection<string> errors)
    {
        if (Complaint(names, "Forwarding names a proxy, through which others come") is { } complaint)
        {
            errors.Add(complaint);
        }
    }

    /// <summary>Looks for a name.</summary>
    /// <param name="names">The names.</param>
    /// <param name="reachedBy">Why others than this machine come, as the end of a sentence.</param>
    /// <returns>What is wrong, in words for the operator; null if the site is named.</returns>
    public static string? Complaint(IReadOnlyList<string> names, string reachedBy) =>
        AllowAny(names) || !names.Except([.. ThisMachine, ""], StringComparer.OrdinalIgnoreCase).Any()
            ? $"AllowedHosts is \"{string.Join(';', names)}\", and {reachedBy}. A page that has its own name point here could test its "
                + "visitors and read the results: set it to each name that visitors know the site by, and to nothing else, such as scan.example.org;ipv4.example.org."
            : null;

    // The framework compares the host of a request, without its port, to the letter.
    private static string? WhyNeverAsked(string name)
    {
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            return "is blank, or has a blank in it";
        }

        if (name.StartsWith('['))
        {
            return name.EndsWith(']') && IPAddress.TryParse(name.AsSpan(1, name.Length - 2), out var address) && $"[{address}]".Equals(name, StringComparison.OrdinalIgnoreCase)
                && address.ScopeId == 0
                ? null
                : "is not an IPv6 address in its shortest form";
        }

        var host = name.StartsWith(Subdomains, StringComparison.Ordinal) ? name[Subdomains.Length..] : name;
        return host.Contains("://", StringComparison.Ordinal) ? "has a scheme"
            : host.Count(':') > 1 && IPAddress.TryParse(host, out _) ? "is an IPv6 address without its brackets"
            : host.Contains(':', StringComparison.Ordinal) ? "has a port"
            : host.Contains('*', StringComparison.Ordinal) ? "has a star where there may be none; it stands for the beginning of a name, before a dot"
            : host.EndsWith('.') ? "ends with a dot"
            : IPAddress.TryParse(host, out var ipv4) && ipv4.ToString() != name ? "is not an IPv4 address as browsers write it"
            : IsName(host) ? null
            : "is no name of a host";
    }

    // RFC 1123 section 2.1; names of other alphabets as the framework converts them (RFC 5891).
    private static bool IsName(string host)
    {
        try
        {
            return Idn.GetAscii(host.Replace('_', 'x')).Length <= 253;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
