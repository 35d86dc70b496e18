using System.Net;

using PortScanner.Engine;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// What is known of the path to a visitor whose own connection is not at hand, such as behind a proxy. One on this machine keeps the visitor's
/// connection here, and the kernel tells when it was last heard.
/// </summary>
/// <remarks>
/// Where there is none, because the proxy is elsewhere, the visitor counts as never heard: nothing shows that the path works, so that silence
/// on all ports proves nothing.
/// </remarks>
internal sealed class ProxiedPath(IPAddress visitor, TcpConnections connections) : ITargetConnection
{
    /// <inheritdoc />
    /// <remarks>Null: what shares the address need not be as far away as the visitor.</remarks>
    public PathRoundTrip? RoundTrip => null;

    /// <inheritdoc />
    public TargetSign Look() => connections.Look(visitor) is { } sign && sign.SinceHeard < TargetSign.Never ? sign : TargetSign.None;
}
