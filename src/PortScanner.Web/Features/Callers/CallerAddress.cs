using System.Net;

namespace PortScanner.Web.Features.Callers;

/// <summary>Who is asking: the address at the other end of the TCP connection, and nothing that the request says of itself.</summary>
internal sealed class CallerAddress
{
    private CallerAddress(IPAddress value) => Value = value;

    /// <summary>The address; never IPv4-mapped.</summary>
    public IPAddress Value { get; }

    /// <summary>The caller of a connection.</summary>
    /// <returns>Null where the connection has no IP address, as over a Unix socket.</returns>
    public static CallerAddress? Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => new CallerAddress(mapped.MapToIPv4()),
        var address => new CallerAddress(address),
    };
}
