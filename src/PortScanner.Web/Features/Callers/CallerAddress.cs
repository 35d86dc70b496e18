using System.Net;
using System.Net.Sockets;

using PortScanner.Cluster.Grants;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Who is asking: the address at the other end of the TCP connection or, where the site stands behind a proxy, the one that the proxy proved.
/// </summary>
internal sealed class CallerAddress
{
    private CallerAddress(IPAddress value, ushort? port = null) => (Value, Port) = (value, port);

    /// <summary>The address; never IPv4-mapped.</summary>
    public IPAddress Value { get; }

    /// <summary>
    /// The address as it may be shown: without the zone (RFC 4007 section 11), which is the number of one of this machine's interfaces and means
    /// nothing elsewhere.
    /// </summary>
    public IPAddress Shown => new(Value.GetAddressBytes());

    /// <summary>The port that the caller's connection with a proxy comes from; null without a proxy, or if it does not say.</summary>
    public ushort? Port { get; }

    /// <summary>The caller of a request.</summary>
    /// <returns>Null where nothing proved an address, as over a Unix socket without a proxy.</returns>
    public static CallerAddress? Of(HttpContext context) => context.Features.Get<CallerAddress>();

    /// <summary>Notes whom a request was proved to come from. Called in one place, <see cref="CallerMiddleware"/>.</summary>
    public static void Prove(HttpContext context, IPAddress address, ushort? port = null) =>
        context.Features.Set(new CallerAddress(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port));

    /// <summary>Whoever connected, where the operator himself has this process be connected to, without a site: in the self-test.</summary>
    /// <param name="accepted">The connection, as it was accepted.</param>
    public static CallerAddress OfConnection(Socket accepted) => new(((IPEndPoint)accepted.RemoteEndPoint!).Address);

    /// <summary>The caller as the front end names it to the tester, whose socket proved that it is the front end who speaks.</summary>
    public static CallerAddress RelayedByFrontEnd(IPAddress address) => new(address);

    /// <summary>The caller as a web node names it to a tester elsewhere, in what it signed for this tester and this scan alone.</summary>
    /// <param name="grant">What was found good.</param>
    /// <param name="read">Reads the address out of what is asked for in it.</param>
    /// <returns>Null if there is none in it.</returns>
    public static CallerAddress? ToldByGrant(JudgedGrant grant, Func<Grant, IPAddress?> read) => read(grant.Grant) is { } address ? new(address) : null;
}
