using PortScanner.Lab.Network;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>A host with some of everything, behind a router with rules of its own.</summary>
internal static class MixedHost
{
    /// <summary>The TCP ports that are listened on, firewalled or not.</summary>
    public static IReadOnlyList<int> Listening { get; } = [22, 24, 110];

    /// <summary>Every TCP port with an answer of its own.</summary>
    public const string TcpPorts = "22-25,110,111,143";

    /// <summary>Every UDP port with an answer of its own; 53 is served.</summary>
    public const string UdpPorts = "53,1000-1003";

    /// <summary>Sets both firewalls.</summary>
    public static void SetFirewalls(ThreeHosts hosts, Side side)
    {
        Firewall.Set(hosts.Client, "input", side, """
            tcp dport 24 drop
            tcp dport 25 reject with tcp reset
            tcp dport 143 reject
            udp dport 1001 drop
            """);
        var reject = RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side);
        Firewall.Set(hosts.Router, "forward", side, $"""
            tcp dport 110 {reject}
            tcp dport 111 drop
            udp dport 1002 {reject}
            udp dport 1003 drop
            """);
    }

    /// <summary>What a report says of it.</summary>
    public static ExpectedRows Truth(Side side) => new ExpectedRows()
        .Tcp(22, "open", "syn-ack")
        .Tcp(23, "closed", "reset")
        .Tcp(24, "stealth", "no-reply")
        .Tcp(25, "closed", "reset")
        .Tcp(110, "rejected", "admin-prohibited", side.RouterToServer)
        .Tcp(111, "stealth", "no-reply")
        .Tcp(143, "rejected", "port-unreach")
        .Udp(53, "dns", "open", "udp-reply")
        .Udp(1000, "udp-empty", "closed", "port-unreach")
        .Udp(1001, "udp-empty", "stealth", "no-reply")
        .Udp(1002, "udp-empty", "rejected", "admin-prohibited", side.RouterToServer)
        .Udp(1003, "udp-empty", "stealth", "no-reply");
}
