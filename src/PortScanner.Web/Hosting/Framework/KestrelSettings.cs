namespace PortScanner.Web.Hosting.Framework;

/// <summary>Checks where the site listens, and with which certificates.</summary>
internal static class KestrelSettings
{
    private const string EndpointsName = "Kestrel:Endpoints";

    /// <summary>Adds a sentence for each thing that is wrong.</summary>
    public static void Check(SiteOptions options, ICollection<string> errors)
    {
        var kestrel = options.Kestrel;
        var hasDefault = kestrel.Certificates.Default.Path is not null;
        foreach (var url in ListenUrl.Split(options.Urls))
        {
            ListenUrl.Check(nameof(SiteOptions.Urls), url, hasDefault, errors);
        }

        if (options.Urls is not null && kestrel.Endpoints.Count > 0)
        {
            errors.Add($"{nameof(SiteOptions.Urls)} means nothing beside {EndpointsName}; leave one of the two out.");
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
