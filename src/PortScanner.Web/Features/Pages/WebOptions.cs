using PortScanner.Web.Http;

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

    /// <summary>Those that are set.</summary>
    public IEnumerable<string> Origins() => new[] { Ipv4Origin, Ipv6Origin }.OfType<string>();

    /// <summary>Adds a sentence for each that is no origin.</summary>
    public void Check(ICollection<string> errors)
    {
        WebOrigins.Read("Web:Ipv4Origin", Ipv4Origin, errors);
        WebOrigins.Read("Web:Ipv6Origin", Ipv6Origin, errors);
    }
}
