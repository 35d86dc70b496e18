using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class OnlyTheCallerTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Every_packet_that_leaves_the_server_goes_to_the_caller(Family family)
    {
        var side = Side.Of(family);
        var server = Lab.Hosts.Server;
        // Neighbour discovery and multicast reports are the kernel's own and belong to the link.
        Firewall.Load(server, """
            table inet lab {
              set to4 { type ipv4_addr; flags dynamic; size 65535; }
              set to6 { type ipv6_addr; flags dynamic; size 65535; }
              chain lab {
                type filter hook output priority 0;
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld2-listener-report } accept
                add @to4 { ip daddr }
                add @to6 { ip6 daddr }
              }
            }
            """);
        OpenTcp(Client, 22);
        Firewall.Set(Router, "forward", side, "tcp dport 23 reject");

        VisitorOf(side).Scan(new ScanForm { Profile = "quick", Icmp = "yes" });

        Assert.Equal(side.IsV6 ? [] : [side.Client.ToString()], Elements(server, "to4"));
        Assert.Equal(side.IsV6 ? [side.Client.ToString()] : [], Elements(server, "to6"));
    }

    private static string[] Elements(NetworkNamespace server, string set)
    {
        var listing = server.RunIn("nft", ["list", "set", "inet", "lab", set]).Succeeded().Output;
        var start = listing.IndexOf("elements = {", StringComparison.Ordinal);
        return start < 0
            ? []
            : listing[(start + 12)..listing.IndexOf('}', start)].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
