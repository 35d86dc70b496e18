using System.Globalization;
using System.Net;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Crowds;

/// <summary>A kind of host of which a crowd has many, each with an address of its own in the kind's networks.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Number">Tells the kind's networks from those of the others.</param>
/// <param name="Tcp">The only right answer for a TCP port.</param>
/// <param name="Udp">The only right answer for a UDP port.</param>
/// <param name="Echo">The only right answer to an echo.</param>
public sealed record CrowdHost(string Name, int Number, string Tcp, string Udp, string Echo)
{
    /// <summary>Drops everything.</summary>
    public static CrowdHost Silent { get; } = new("stealth", 0, "stealth no-reply", "stealth no-reply", "stealth no-reply");

    /// <summary>Has no firewall and no service.</summary>
    public static CrowdHost NoFirewall { get; } = new("no firewall", 1, "closed reset", "closed port-unreach", "open echo-reply");

    /// <summary>Rejects everything by an ICMP error.</summary>
    public static CrowdHost Rejecting { get; } =
        new("rejecting", 2, "rejected admin-prohibited", "rejected admin-prohibited", "rejected admin-prohibited");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<CrowdHost> All { get; } = [Silent, NoFirewall, Rejecting];

    /// <summary>The kind's network: 1,024 addresses of those for benchmarks (RFC 2544), or a /64 of the documentation's (RFC 3849).</summary>
    public string Network(Side side) => side.IsV6
        ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:3:{Number}::/64")
        : string.Create(CultureInfo.InvariantCulture, $"198.18.{4 * Number}.0/22");

    /// <summary>The address of one host.</summary>
    /// <param name="side">The family.</param>
    /// <param name="index">From 0 to <see cref="Crowd.MostOfAKind"/>, exclusive.</param>
    public IPAddress Address(Side side, int index)
    {
        // From 10 on: the first of an IPv6 network is every router's (RFC 4291 section 2.6.1).
        var bytes = IPNetwork.Parse(Network(side)).BaseAddress.GetAddressBytes();
        bytes[^2] += (byte)((index + 10) >> 8);
        bytes[^1] = (byte)(index + 10);
        return new IPAddress(bytes);
    }

    /// <summary>The only right answer to a question of a report.</summary>
    /// <param name="protocol">The row's protocol.</param>
    public string Truth(string protocol) => protocol switch
    {
        "tcp" => Tcp,
        "udp" => Udp,
        _ => Echo,
    };
}
