namespace PortScanner.Web.Hosting.Framework;

/// <summary>Checks where the site listens, and with which certificates.</summary>
internal static class KestrelSettings
{
    private const string UrlsName = "Urls";
    private const string EndpointsName = "Kestrel:Endpoints";

    /// <summary>Adds a sentence for each thing that is wrong.</summary>
    /// <param name="urls">The setting <c>Urls</c>.</param>
    /// <param name="kestrel">The section <c>Kestrel</c>.</param>
    /// <param name="errors">Where it is added.</param>
    public static void Check(string? urls, KestrelOptions kestrel, ICollection<string> errors)
    {
        var hasDefault = kestrel.Certificates.Default.Path is not null;
        foreach (var url in ListenUrl.Split(urls))
        {
            ListenUrl.Check(UrlsName, url, hasDefault, errors);
        }

        if (urls is not null && kestrel.Endpoints.Count > 0)
        {
            errors.Add($"{UrlsName} means nothing beside {EndpointsName}; leave one of the two out.");
        }

        kestrel.Certificates.Default.Check("Kestrel:Certificates:Default", errors);
        foreach (var (name, endpoint) in kestrel.Endpoints)
        {
            Check($"{EndpointsName}:{name}", endpoint, hasDefault, errors);
        }
    }

    private static void Check(string setting, KestrelEndpointOptions endpoint, bool hasDefault, ICollection<string> errors)
    {
        if (endpoint.Url is null)
        {
            errors.Add($"{setting}:Url is missing; it tells where to listen, such as https://*:443.");
        }
        else
        {
            var hasCertificate = hasDefault || endpoint.Certificate.Path is not null || endpoint.Sni.Count > 0;
            ListenUrl.Check($"{setting}:Url", endpoint.Url, hasCertificate, errors);
        }

        endpoint.Certificate.Check($"{setting}:Certificate", errors);
        foreach (var (name, options) in endpoint.Sni)
        {
            options.Certificate.Check($"{setting}:Sni:{name}:Certificate", errors);
        }
    }
}
