using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Pages;

/// <summary>What a page knows of who reads it.</summary>
/// <param name="Address">The visitor's address; null if the connection has none.</param>
/// <param name="SiteUrl">How the visitor reached this site, without a slash at the end.</param>
/// <param name="OtherOrigin">Where the site is reached over the other address family; null if that is not configured.</param>
internal sealed record Visitor(IPAddress? Address, string SiteUrl, string? OtherOrigin)
{
    /// <summary>Why the address cannot be tested; null if it can.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Whether the request says that it came through a web proxy, whose address is shown then. It proves nothing.</summary>
    public bool SaysProxy { get; init; }

    /// <summary>The name of the visitor's address family.</summary>
    public string Family => Address?.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>The name of the other address family.</summary>
    public string OtherFamily => Family == "IPv6" ? "IPv4" : "IPv6";

    /// <summary>Whether the page's script may ask there whether the other family works.</summary>
    public bool CanOtherBeAsked => OtherOrigin is not null && WebOrigins.CanBeAsked(OtherOrigin);

    /// <summary>The address in a sentence.</summary>
    public string Sentence(Messages messages) =>
        messages.Format("landing.address", ("address", Address?.ToString() ?? messages["landing.address-unknown"]), ("family", Family));

    /// <summary>Who sits behind such an address, as a rule.</summary>
    public string WhoseAddress(Messages messages) => messages[AddressOwners.KeyOf(Address)];

    /// <summary>How a request reached this site, without a slash at the end.</summary>
    public static string SiteUrlOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>The visitor of a request.</summary>
    public static Visitor Of(HttpContext context, WebOptions options)
    {
        var address = CallerAddress.Of(context)?.Shown;
        var other = address?.AddressFamily == AddressFamily.InterNetworkV6 ? options.Ipv4Origin : options.Ipv6Origin;
        return new Visitor(address, SiteUrlOf(context.Request), other?.TrimEnd('/'));
    }
}
