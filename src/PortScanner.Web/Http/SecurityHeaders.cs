namespace PortScanner.Web.Http;

/// <summary>
/// The headers that every answer bears: nothing is kept, framed, sniffed or loaded from elsewhere, no script runs that is not a file of
/// this site, and other sites get no referrer.
/// </summary>
internal static class SecurityHeaders
{
    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    private const string NothingAtAll = "default-src 'none'";

    /// <summary>Adds the headers before anything else can begin the answer.</summary>
    /// <param name="app">The program.</param>
    /// <param name="askedOrigins">The site's other names, which its pages ask.</param>
    public static void UseSecurityHeaders(this WebApplication app, IEnumerable<string> askedOrigins)
    {
        var policy = ContentSecurityPolicy(askedOrigins);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = policy;
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = Permissions;
            return next(context);
        });
    }

    /// <summary>
    /// Takes away what only documents heed: for the two dozen small files that a page loads it would be half of their bytes.
    /// </summary>
    public static void Lighten(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = NothingAtAll;
        headers.Remove("Referrer-Policy");
        headers.Remove("Cross-Origin-Opener-Policy");
        headers.Remove("Permissions-Policy");
    }

    // Trusted types are made by nobody, so that text can become markup or script nowhere (W3C Trusted Types section 4.2). The page asks the
    // site's own name for the other address family which address comes there.
    private static string ContentSecurityPolicy(IEnumerable<string> askedOrigins)
    {
        var connect = string.Join(' ', askedOrigins.Where(WebOrigins.CanBeAsked).Select(origin => origin.TrimEnd('/')).Prepend("'self'"));
        return $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src {connect}; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }
}
