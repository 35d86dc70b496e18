using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.HotPath;

/// <summary>The programs that send as fast as they can for a living.</summary>
internal static class Peers
{
    // As many packets as the program itself sends: sixteen times every port, or one port of so many addresses.
    private const string PacketCount = "1048576";

    /// <summary>Those that are installed and know the family, each sending from the server to the router.</summary>
    public static IEnumerable<(string Name, Action Send)> Senders(ThreeHosts hosts, Side side)
    {
        var gateway = hosts.Router.RunIn("ip", ["-brief", "link", "show", "srv"]).Succeeded().Output.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
        if (LabRequirements.HasTool("masscan"))
        {
            yield return ("masscan", () => hosts.Server.RunIn("masscan", Masscan(side, gateway)).Succeeded());
        }

        if (LabRequirements.HasTool("zmap") && !side.IsV6)
        {
            yield return ("zmap, one thread", () => hosts.Server.RunIn("zmap", Zmap(side, gateway)).Succeeded());
        }
    }

    // It does not find an IPv6 router's hardware address by itself.
    private static IEnumerable<string> Masscan(Side side, string gateway) =>
    [
        side.IsV6 ? "2001:db8:2::10-2001:db8:2::1f" : "198.51.100.16/28", "-p0-65535", "--rate", "10000000", "--wait", "0",
        "--adapter", "wan", "--adapter-ip", side.Server.ToString(), side.IsV6 ? "--router-mac-ipv6" : "--router-mac", gateway,
    ];

    // Its own list of addresses that nobody should be asked at would leave out the lab's.
    private static IEnumerable<string> Zmap(Side side, string gateway) =>
    [
        "198.18.0.0/12", "--target-port=80", $"--max-targets={PacketCount}", "--rate=0", "--sender-threads=1", "--cooldown-time=0", "--interface=wan",
        $"--source-ip={side.Server}", $"--gateway-mac={gateway}", "--blacklist-file=/dev/null", "--output-file=/dev/null", "--quiet", "--verbosity=0",
    ];
}
