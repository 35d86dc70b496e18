using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>What a request proves of who made it: an address, or why there is none; neither where the connection has no address at all.</summary>
/// <param name="Address">The address; null if there is none.</param>
/// <param name="Port">The visitor's port of the connection that the request came over, if the proxy named it.</param>
/// <param name="Fault">Why there is no address.</param>
internal readonly record struct CallerProof(IPAddress? Address, ushort? Port = null, ForwardingFault? Fault = null)
{
    /// <summary>Nobody is proved.</summary>
    public static CallerProof None(ForwardingFault fault) => new(null, Fault: fault);
}
