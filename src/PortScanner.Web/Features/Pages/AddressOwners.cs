using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Pages;

/// <summary>Whose an address probably is: what a test of it can show depends on that.</summary>
internal static class AddressOwners
{
    // The first that holds the address counts.
    private static readonly (string Key, IPNetwork Network)[] Table =
    [
        ("landing.whose-loopback", IPNetwork.Parse("127.0.0.0/8")),
        ("landing.whose-loopback", IPNetwork.Parse("::1/128")),
        ("landing.whose-carrier", IPNetwork.Parse("100.64.0.0/10")), // RFC 6598
        ("landing.whose-private", IPNetwork.Parse("10.0.0.0/8")), // RFC 1918 section 3
        ("landing.whose-private", IPNetwork.Parse("172.16.0.0/12")),
        ("landing.whose-private", IPNetwork.Parse("192.168.0.0/16")),
        ("landing.whose-private", IPNetwork.Parse("169.254.0.0/16")), // RFC 3927 section 2.1
        ("landing.whose-private", IPNetwork.Parse("fc00::/7")), // RFC 4193 section 3.1
        ("landing.whose-private", IPNetwork.Parse("fe80::/10")), // RFC 4291 section 2.4
        ("landing.whose-tunnel", IPNetwork.Parse("2002::/16")), // 6to4, RFC 3056 section 2
        ("landing.whose-tunnel", IPNetwork.Parse("2001::/32")), // Teredo, RFC 4380 section 2.6
    ];

    /// <summary>The key of the message that says so; that of an ordinary address of its family for an address that is not known.</summary>
    public static string KeyOf(IPAddress? address) =>
        Table.FirstOrDefault(row => address is not null && row.Network.Contains(address)).Key
        ?? (address?.AddressFamily == AddressFamily.InterNetworkV6 ? "landing.whose-ipv6" : "landing.whose-ipv4");
}
