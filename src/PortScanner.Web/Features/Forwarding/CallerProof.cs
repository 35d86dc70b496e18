using System.Net;

namespace PortScanner.Web.Features.Forwarding;

/// <summary>What a request proves of who made it: an address, or why there is none; neither where the connection has no address at all.</summary>
internal readonly record struct CallerProof(IPAddress? Address, ForwardingFault? Fault = null)
{
    /// <summary>Nobody is proved.</summary>
    public static CallerProof None(ForwardingFault fault) => new(null, fault);
}
