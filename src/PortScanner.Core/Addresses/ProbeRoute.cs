using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>How the kernel's routing reaches a target.</summary>
/// <remarks>The numbers are sent between front end and tester: none is changed, or given again. The next is 4.</remarks>
public enum RouteKind : byte
{
    /// <summary>The kernel does not tell.</summary>
    Unknown = 0,

    /// <summary>Through a router.</summary>
    Router = 1,

    /// <summary>On a link of the tester's own: no router stands between.</summary>
    OnLink = 2,

    /// <summary>The target is the tester's own machine.</summary>
    Local = 3,
}

/// <summary>The way of probes to a target.</summary>
/// <param name="Source">The address that they leave from.</param>
/// <param name="Kind">How they reach the target.</param>
public sealed record ProbeRoute(IPAddress Source, RouteKind Kind);
