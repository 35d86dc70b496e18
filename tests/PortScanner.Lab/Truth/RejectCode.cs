using PortScanner.Lab.Network;

namespace PortScanner.Lab.Truth;

/// <summary>One way in which nftables rejects with an ICMP error.</summary>
/// <param name="Nft">The code's name in nftables.</param>
/// <param name="Wire">Type and code on the wire.</param>
/// <param name="Reason">The report's reason for it.</param>
public sealed record RejectCode(string Nft, string Wire, string Reason)
{
    private static readonly RejectCode[] V4 =
    [
        new("net-unreachable", "3/0", "no-route"),
        new("host-unreachable", "3/1", "host-unreach"),
        new("prot-unreachable", "3/2", "proto-unreach"),
        new("port-unreachable", "3/3", "port-unreach"),
        new("net-prohibited", "3/9", "admin-prohibited"),
        new("host-prohibited", "3/10", "admin-prohibited"),
        new("admin-prohibited", "3/13", "admin-prohibited"),
    ];

    private static readonly RejectCode[] V6 =
    [
        new("no-route", "1/0", "no-route"),
        new("admin-prohibited", "1/1", "admin-prohibited"),
        new("addr-unreachable", "1/3", "host-unreach"),
        new("port-unreachable", "1/4", "port-unreach"),
        new("policy-fail", "1/5", "policy"),
        new("reject-route", "1/6", "reject-route"),
    ];

    /// <summary>Every code that nftables can send in a family.</summary>
    public static IReadOnlyList<RejectCode> All(Side side) => side.IsV6 ? V6 : V4;

    /// <summary>The rest of the nftables rule.</summary>
    public string Statement(Side side) => $"reject with {(side.IsV6 ? "icmpv6" : "icmp")} type {Nft}";
}
