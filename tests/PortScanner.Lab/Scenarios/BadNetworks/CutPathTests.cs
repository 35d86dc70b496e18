using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A path that takes and loses everything for a while: the visitor's own connection is on it too.</summary>
public sealed class CutPathTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // The first probe cuts it, and only the first.
    [Theory, BothFamilies]
    public void Path_that_is_cut_for_six_seconds_from_the_first_probe_on_makes_no_port_stealth(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        Firewall.Load(Router, $$"""
            table {{side.Nft}} lab {
              set cut { type {{Type(side)}}; flags dynamic, timeout; timeout 6s; }
              chain lab {
                type filter hook forward priority 0;
                tcp sport 61000-65535 tcp dport != {{ShippedProgram.Port}} limit rate 1/hour burst 1 packets add @cut { {{side.Nft}} saddr }
                {{side.Nft}} saddr @cut drop
                {{side.Nft}} daddr @cut drop
              }
            }
            """);

        WideHost.Check(VisitorOf(side).Scan(WideHost.Form));
    }

    // As by a browser that follows its scan on another connection than it asked over.
    [Theory, BothFamilies]
    public void Path_that_is_cut_while_another_connection_than_the_first_follows_makes_no_port_stealth(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        Firewall.Set(Router, "forward", side, "tcp sport 61000-65535 tcp dport != 8080 drop");
        var scan = LiveScan.Begin(VisitorOf(side), WideHost.Form);
        Firewall.Load(Router, $$"""
            table {{side.Nft}} lab {
              set cut { type {{Type(side)}}; flags timeout; elements = { {{side.Client}} timeout 6s }; }
              chain lab {
                type filter hook forward priority 0;
                {{side.Nft}} saddr @cut drop
                {{side.Nft}} daddr @cut drop
              }
            }
            """);

        var (report, _) = scan.Follow();
        scan.Delete();
        WideHost.Check(report);
    }

    // A hundred packets in a row of every four hundred, either way.
    [Theory, BothFamilies]
    public void Loss_in_bursts_makes_no_port_stealth(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        Firewall.Set(Router, "forward", side, $"""
            tcp sport {ShippedProgram.Port} accept
            tcp dport {ShippedProgram.Port} accept
            numgen inc mod 400 < 100 drop
            """);

        WideHost.Check(VisitorOf(side).Scan(WideHost.Form), "unknown packet-loss");
    }

    private static string Type(Side side) => side.IsV6 ? "ipv6_addr" : "ipv4_addr";
}
