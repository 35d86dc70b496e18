using System.Collections.Frozen;

namespace PortScanner.Web.Http.Negotiation;

/// <summary>Knows the programs of a terminal and of scripts by the name that they give in User-Agent; <c>docs/report-format.md</c> lists them.</summary>
internal static class CommandLineClients
{
    // Browsers send about a hundred characters. The name of a program stands early.
    private const int LongestRead = 256;

    /// <summary>The names, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "aiohttp", "Apache-HttpClient", "aria2", "Axel", "axios", "curl", "fetch", "Go-http-client", "got", "GuzzleHttp", "HTTPie", "Java",
        "Java-http-client", "lftp", "libcurl-agent", "libfetch", "libwww-perl", "lwp-request", "node", "node-fetch", "okhttp", "PowerShell",
        "PycURL", "python-httpx", "python-requests", "Python-urllib", "reqwest", "Ruby", "uclient-fetch", "undici", "Wget", "Wget2",
        "WindowsPowerShell", "xh",
    ];

    private static readonly FrozenSet<string> Known = Names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a User-Agent names one of them as a product (RFC 9110 section 10.1.5), and not in a comment, where browsers say of what kind they are.</summary>
    public static bool IsNamedIn(ReadOnlySpan<char> userAgent)
    {
        userAgent = userAgent[..Math.Min(userAgent.Length, LongestRead)];
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= userAgent.Length; i++)
        {
            var c = i < userAgent.Length ? userAgent[i] : ' ';
            if (c is not (' ' or '\t' or '/' or '(' or ')'))
            {
                continue;
            }

            // Behind a slash is a version.
            if (depth == 0 && i > start && (start == 0 || userAgent[start - 1] != '/') && KnownSpans.Contains(userAgent[start..i]))
            {
                return true;
            }

            depth = c == '(' ? depth + 1 : c == ')' ? Math.Max(depth - 1, 0) : depth;
            start = i + 1;
        }

        return false;
    }
}
