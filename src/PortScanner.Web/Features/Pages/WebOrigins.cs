namespace PortScanner.Web.Features.Pages;

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

    /// <summary>Adds a sentence for each of the pages' origins that is none.</summary>
    public static void Check(WebOptions options, ICollection<string> errors)
    {
        Read("Web:Ipv4Origin", options.Ipv4Origin, errors);
        Read("Web:Ipv6Origin", options.Ipv6Origin, errors);
    }
}
