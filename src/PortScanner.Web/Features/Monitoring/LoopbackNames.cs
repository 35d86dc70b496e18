using System.Net;

namespace PortScanner.Web.Features.Monitoring;

/// <summary>
/// The names that a page on loopback may be asked for by. A page of the internet whose own name is made to point at 127.0.0.1 (DNS rebinding)
/// could else have it read by the browser of whoever is on this machine.
/// </summary>
internal static class LoopbackNames
{
    private const string Name = "localhost";

    /// <summary>Whether a host, with whatever port, is one of them: localhost, or an address of loopback.</summary>
    public static bool Has(HostString host) =>
        host.Host.Equals(Name, StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));
}
