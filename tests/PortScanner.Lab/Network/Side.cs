using System.Net;

namespace PortScanner.Lab.Network;

/// <summary>The lab's addresses of one family.</summary>
/// <param name="Server">Where the program listens.</param>
/// <param name="RouterToServer">The router's address on the server's link; its ICMP errors come from there.</param>
/// <param name="RouterToClient">The router's address on the client's link.</param>
/// <param name="Client">The visitor, who is scanned.</param>
/// <param name="Nft">The family's name in nftables.</param>
public sealed record Side(IPAddress Server, IPAddress RouterToServer, IPAddress RouterToClient, IPAddress Client, string Nft)
{
    /// <summary>IPv4, in the documentation ranges of RFC 5737.</summary>
    public static Side V4 { get; } = new(
        IPAddress.Parse("203.0.113.1"), IPAddress.Parse("203.0.113.254"), IPAddress.Parse("198.51.100.254"), IPAddress.Parse("198.51.100.2"), "ip");

    /// <summary>IPv6, in the documentation range of RFC 3849.</summary>
    public static Side V6 { get; } = new(
        IPAddress.Parse("2001:db8:1::1"), IPAddress.Parse("2001:db8:1::fe"), IPAddress.Parse("2001:db8:2::fe"), IPAddress.Parse("2001:db8:2::2"), "ip6");

    /// <summary>Whether this is IPv6.</summary>
    public bool IsV6 => Server.GetAddressBytes().Length == 16;

    /// <summary>The side of a family.</summary>
    public static Side Of(Family family) => family == Family.IPv4 ? V4 : V6;
}
