namespace PortScanner.Web.Http;

/// <summary>Reads origins: where a site is reached, and nothing else (RFC 6454 section 4).</summary>
internal static class WebOrigins
{
    /// <summary>Reads an origin.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="text">The origin; a slash at the end does no harm.</param>
    /// <param name="errors">Where a sentence is added if it is none.</param>
    /// <returns>The origin without a slash at its end; null if there is none.</returns>
    public static string? Read(string setting, string? text, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" })
        {
            return uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        }

        errors.Add($"{setting} is \"{text}\"; allowed is https:// and a host name, such as https://scan.example.org.");
        return null;
    }

    /// <summary>
    /// Whether a page's script may ask an origin. A content security policy has no way to write an IPv6 address (CSP level 3, section 2.3.1),
    /// so that takes a name.
    /// </summary>
    public static bool CanBeAsked(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.HostNameType != UriHostNameType.IPv6;
}
