using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>Whoever has the bus to himself has nobody probed: packets of all testers go to the caller alone, and to the broker.</summary>
public sealed class OnlyTheCallerTests(ClusterLab lab) : ClusterTest(lab)
{
    private static readonly ScanForm Form = new() { Ports = "T:20-79,U:2000-2019", Icmp = "yes" };

    [Theory, BothFamilies]
    public void What_is_repeated_changed_and_sent_elsewhere_on_the_bus_begins_no_scan(Family family)
    {
        var side = Side.Of(family);
        WatchTesters();
        using var tap = new BusTap(Lab.Hosts.Hub, Lab.Broker);
        var before = Started;
        Lab.VisitorOf(side).Scan(Form);
        var asked = tap.Heard("ps.q.");
        Assert.NotEmpty(asked);
        Assert.Equal(asked.Count, Started - before);

        foreach (var (subject, message) in asked.Concat(tap.Heard("ps.u.")).Concat(tap.Heard("ps.hb.")).ToList())
        {
            foreach (var tester in Enumerable.Range(1, ClusterHosts.TesterCount))
            {
                tap.Say($"ps.q.t{tester}", message);
                tap.Say($"ps.u.t{tester}", message);
            }

            for (var place = 0; place < message.Length; place += 11)
            {
                message[place] ^= 0x40;
                tap.Say(subject, message);
                message[place] ^= 0x40;
            }
        }

        // What is said on the bus arrives in order: once a scan that was asked for later has ended, all of it was taken, and came to nothing.
        var again = tap.Heard("ps.q.").Count;
        Lab.VisitorOf(side).Scan(Form);
        Assert.InRange(Started - before - asked.Count, 1, 4);
        Assert.True(tap.Heard("ps.q.").Count > again);
        AssertOnlyTheCallerWasSentTo(side);
    }

    [Fact]
    public void Neither_the_bus_nor_who_listens_there_learns_who_is_scanned()
    {
        using var tap = new BusTap(Lab.Hosts.Hub, Lab.Broker);
        Lab.VisitorOf(Side.V4).Scan(Form);
        string[] names = [Side.V4.Client.ToString(), Convert.ToBase64String(Side.V4.Client.GetAddressBytes())];
        var heard = tap.Heard("");
        Assert.NotEmpty(heard);
        Assert.DoesNotContain(heard, one => names.Any(name => Encoding.Latin1.GetString(one.Message).Contains(name, StringComparison.Ordinal)));
        Assert.DoesNotContain(heard, one => one.Message.AsSpan().IndexOf(Side.V4.Client.GetAddressBytes()) >= 0);
    }

    private int Started => Enumerable.Range(1, ClusterHosts.TesterCount).Sum(number => Lab.Tester(number).Written.AsSpan().Count("Scan started"));

    // On each tester all that leaves is noted by whom it goes to. Neighbour discovery is the kernel's own and belongs to the link.
    private void WatchTesters()
    {
        foreach (var tester in Lab.Hosts.Testers)
        {
            Firewall.Load(tester, """
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
        }
    }

    private void AssertOnlyTheCallerWasSentTo(Side side)
    {
        var allowed = new HashSet<string>([side.Client.ToString(), ClusterHosts.AddressOfHub], StringComparer.Ordinal);
        var sentTo = Lab.Hosts.Testers.SelectMany(tester => Elements(tester, "to4").Concat(Elements(tester, "to6"))).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(allowed.Order(StringComparer.Ordinal), sentTo.Order(StringComparer.Ordinal));
    }

    private static string[] Elements(NetworkNamespace host, string set)
    {
        var listing = host.RunIn("nft", ["list", "set", "inet", "lab", set]).Succeeded().Output;
        var start = listing.IndexOf("elements = {", StringComparison.Ordinal);
        return start < 0
            ? []
            : listing[(start + 12)..listing.IndexOf('}', start)].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
