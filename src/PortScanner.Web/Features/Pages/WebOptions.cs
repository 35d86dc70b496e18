namespace PortScanner.Web.Features.Pages;

/// <summary>What the pages say of the site; the configuration section is <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>Where the site is reached over IPv4 only, such as "https://ipv4.example.org".</summary>
    /// <remarks>Null shows no link to visitors who came over IPv6.</remarks>
    /// <value>Null.</value>
    public string? Ipv4Origin { get; set; }

    /// <summary>Where the site is reached over IPv6 only, such as "https://ipv6.example.org".</summary>
    /// <remarks>Null shows no link to visitors who came over IPv4.</remarks>
    /// <value>Null.</value>
    public string? Ipv6Origin { get; set; }
}
