using Microsoft.Net.Http.Headers;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Keeps other sites from starting a scan with a visitor's browser. Browsers say where a request comes from in Sec-Fetch-Site
/// (Fetch Metadata Request Headers) and in Origin (RFC 6454 section 7); programs such as curl send neither.
/// </summary>
internal static class CrossSiteGuard
{
    /// <summary>Whether the request was made by a page of another site.</summary>
    public static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
        {
            return true;
        }

        // Browsers that are set to send no referrer send the Origin of a page's own form as "null"; Sec-Fetch-Site then vouches.
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin switch
        {
            "" => false,
            "null" => site != "same-origin",
            _ => !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                || !string.Equals(uri.Authority, Authority(request), StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string? Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var uri) ? uri.Authority : null;
}
