using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// The proxies that the site stands behind; the configuration section is <c>Forwarding</c>. Without <see cref="Proxies"/> and
/// <see cref="SocketUser"/> there is none: then the caller is whoever the connection comes from, and the header means nothing.
/// </summary>
internal sealed class ForwardingOptions
{
    /// <summary>The addresses, or networks in CIDR notation, that proxies connect from over TCP.</summary>
    /// <remarks>They need <see cref="Secret"/> too, or <see cref="ProxyProtocol"/>. Whoever has such an address is never tested.</remarks>
    /// <value>Empty.</value>
    public IReadOnlyList<string> Proxies { get; set; } = [];

    /// <summary>The user that the proxy runs as, by name or number, where it connects over a Unix socket.</summary>
    /// <remarks>The kernel tells who is at the other end (<c>unix(7)</c>, SO_PEERCRED), so that no secret is needed.</remarks>
    /// <value>Null.</value>
    public string? SocketUser { get; set; }

    /// <summary>The request header in which the proxy puts the visitor's address and port, with a space between, and nothing but that.</summary>
    /// <remarks>
    /// The proxy must set it, whatever the visitor sent under that name. The port tells the visitor's connection from others of the same
    /// address. Without it all of them must be alive where the proxy is on the program's machine.
    /// </remarks>
    /// <value>X-PortScanner-Client: a name that no other program sends or passes on.</value>
    public string Header { get; set; } = "X-PortScanner-Client";

    /// <summary>What only the proxy knows; it sends it in the header X-PortScanner-Secret.</summary>
    /// <remarks>32 to 256 letters, digits and signs without spaces.</remarks>
    /// <value>Null.</value>
    [Secret]
    public string? Secret { get; set; }

    /// <summary>Whether the proxy tells the visitor's address before the first byte of the connection, and in which form: none, v1, v2 or both.</summary>
    /// <remarks>Instead of <see cref="Header"/>, for proxies that pass on TCP. A connection that does not begin so is closed.</remarks>
    /// <value>none.</value>
    public string ProxyProtocol { get; set; } = "none";

    /// <summary>How visitors reach the proxy: https or http.</summary>
    /// <remarks>Links that the pages and reports show begin so.</remarks>
    /// <value>https.</value>
    public string Scheme { get; set; } = "https";

    /// <summary>Whether the proxy is sure to close its connection with the program within three seconds after what it sends a visitor is not acknowledged.</summary>
    /// <remarks>
    /// Only for a proxy on another machine, where the program cannot see visitors. By default such a proxy counts as not noticing, and scans
    /// that are not followed by the page in a browser end after five seconds. HAProxy can (<c>tcp-ut</c>); nginx, Apache and Caddy cannot.
    /// </remarks>
    /// <value>false.</value>
    public bool DropsLostVisitors { get; set; }
}
