using Microsoft.Net.Http.Headers;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Keeps other sites from starting a scan with a visitor's browser. Browsers say where a request comes from in Sec-Fetch-Site
/// (Fetch Metadata Request Headers) and in Origin (RFC 6454 section 7); programs such as curl send neither. No page can set either.
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
        var isVouchedFor = site == "same-origin";
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin switch
        {
            "" => false,
            "null" => !isVouchedFor,
            _ => !Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !IsOwn(uri, request, isVouchedFor),
        };
    }

    // A dot at the end of a name is the visitor's way to write it (RFC 3986 section 3.2.2), and some proxies take it away. They may leave the port
    // out too, which counts where the browser does not vouch that the page is of this very origin.
    private static bool IsOwn(Uri origin, HttpRequest request, bool isVouchedFor) =>
        OwnUris(origin.Scheme, request).Any(own => NameOf(own) == NameOf(origin) && (isVouchedFor || own.Port == origin.Port || (own.IsDefaultPort && origin.IsDefaultPort)));

    // Which port it is if none is named follows from the scheme: of the page, or of the connection where TLS ends before it.
    private static IEnumerable<Uri> OwnUris(string scheme, HttpRequest request)
    {
        foreach (var each in (string[])[scheme, request.Scheme])
        {
            if (Uri.TryCreate($"{each}://{request.Host}", UriKind.Absolute, out var own))
            {
                yield return own;
            }
        }
    }

    private static string NameOf(Uri uri) => uri.IdnHost.EndsWith('.') ? uri.IdnHost[..^1] : uri.IdnHost;
}
