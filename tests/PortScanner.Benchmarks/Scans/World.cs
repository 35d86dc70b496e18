using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Scans;

/// <summary>How a visitor's host and the way to it behave, and so what is true of each port.</summary>
/// <param name="Prepare">Sets it up on hosts that have no rules yet.</param>
/// <param name="Truth">The only right answer to each question of a report.</param>
/// <param name="NmapReason">nmap's reason for a TCP port that tells the same.</param>
internal sealed record World(Action<ThreeHosts, Side> Prepare, Func<ScanRow, string> Truth, string NmapReason)
{
    /// <summary>What the program is started with, beside what lets it scan the lab at all.</summary>
    public IReadOnlyList<string> Settings { get; private init; } = [];

    /// <summary>The only family that it exists for; null if for both.</summary>
    public Side? OnlySide { get; private init; }

    /// <summary>Every port is closed, and says so.</summary>
    public static World NoFirewall { get; } = new((_, _) => { }, Closed, "reset");

    /// <summary>Nothing is answered.</summary>
    public static World Stealth { get; } = new((hosts, side) => Guard(hosts, side, "drop"), _ => "stealth no-reply", "no-response");

    /// <summary>Everything is answered by an ICMP error, as fast as the kernel's own limit allows.</summary>
    public static World Rejecting { get; } = new(
        (hosts, side) => Guard(hosts, side, Reject(side)),
        _ => "rejected admin-prohibited",
        "admin-prohibited");

    /// <summary>The same without the limit.</summary>
    public World WithoutIcmpLimits() => this with
    {
        Prepare = (hosts, side) =>
        {
            hosts.LiftIcmpLimits();
            Prepare(hosts, side);
        },
    };

    /// <summary>The same where the program has a prefix of its own to ask from, of which there is no like on IPv4.</summary>
    public World WithSourcePrefix() => this with
    {
        Prepare = (hosts, side) =>
        {
            ProbePrefix.Route(hosts);
            Prepare(hosts, side);
        },
        Settings = [ProbePrefix.Setting],
        OnlySide = Side.V6,
    };

    /// <summary>
    /// The same over a router that loses packets at random, each way. HTTP is spared, so that the time of the scan is measured and not
    /// that of its page. nftables does it, since not every kernel has netem.
    /// </summary>
    public World WithLoss(int percent) => this with
    {
        Prepare = (hosts, side) =>
        {
            Prepare(hosts, side);
            Firewall.Set(hosts.Router, "forward", side, $$"""
                tcp sport {{ShippedProgram.Port}} accept
                tcp dport {{ShippedProgram.Port}} accept
                numgen random mod 100 < {{percent}} drop
                """);
        },
    };

    /// <summary>Everything is answered by an ICMP error, but only so many times a second, after a first burst of as many.</summary>
    public static World RejectingAt(int errorsPerSecond) => new World(
        (hosts, side) => Firewall.Set(hosts.Client, "input", side, $$"""
            ct state established,related accept
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            limit rate {{errorsPerSecond}}/second burst {{errorsPerSecond}} packets {{Reject(side)}}
            drop
            """),
        Rejecting.Truth,
        Rejecting.NmapReason).WithoutIcmpLimits();

    private static string Reject(Side side) => $"reject with {(side.IsV6 ? "icmpv6" : "icmp")} type admin-prohibited";

    private static string Closed(ScanRow row) => row.Protocol switch
    {
        "tcp" => "closed reset",
        "udp" => "closed port-unreach",
        _ => "open echo-reply",
    };

    private static void Guard(ThreeHosts hosts, Side side, string verdict) => Firewall.Set(hosts.Client, "input", side, $$"""
        ct state established,related accept
        icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
        {{verdict}}
        """);
}
