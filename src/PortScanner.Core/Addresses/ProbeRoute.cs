using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>How the kernel's routing reaches a target.</summary>
public enum RouteKind : byte
{
    /// <summary>The kernel does not tell.</summary>
    Unknown,

    /// <summary>Through a router.</summary>
    Router,

    /// <summary>On a link of the tester's own: no router stands between.</summary>
    OnLink,

    /// <summary>The target is the tester's own machine.</summary>
    Local,
}

/// <summary>The way of probes to a target.</summary>
/// <param name="Source">The address that they leave from.</param>
/// <param name="Kind">How they reach the target.</param>
public sealed record ProbeRoute(IPAddress Source, RouteKind Kind);
