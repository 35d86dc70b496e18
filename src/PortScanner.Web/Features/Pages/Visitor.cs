using System.Net;
using System.Net.Sockets;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Features.Pages;

/// <summary>What a page knows of who reads it.</summary>
/// <param name="Address">The visitor's address; null if the connection has none.</param>
/// <param name="SiteUrl">How the visitor reached this site, without a slash at the end.</param>
/// <param name="OtherOrigin">Where the site is reached over the other address family; null if that is not configured.</param>
internal sealed record Visitor(IPAddress? Address, string SiteUrl, string? OtherOrigin)
{
    /// <summary>The address in words.</summary>
    public string AddressText => Address?.ToString() ?? "not known";

    /// <summary>The name of the visitor's address family.</summary>
    public string Family => Address?.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>The name of the other address family.</summary>
    public string OtherFamily => Family == "IPv6" ? "IPv4" : "IPv6";

    /// <summary>Who sits behind such an address, as a rule.</summary>
    public string WhoseAddress => Family == "IPv6"
        ? "An IPv6 address is usually this very device's own, so the test reaches this device if the firewall lets it."
        : "An IPv4 address is usually your router's, shared by everything behind it, so the test shows what the router lets in.";

    /// <summary>The visitor of a request.</summary>
    public static Visitor Of(HttpContext context, WebOptions options)
    {
        var address = CallerAddress.Of(context.Connection)?.Value;
        var other = address?.AddressFamily == AddressFamily.InterNetworkV6 ? options.Ipv4Origin : options.Ipv6Origin;
        return new Visitor(address, $"{context.Request.Scheme}://{context.Request.Host}", other?.TrimEnd('/'));
    }
}
