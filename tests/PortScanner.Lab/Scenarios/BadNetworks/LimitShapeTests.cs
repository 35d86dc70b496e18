using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Limits on errors and resets of other shapes than Linux' own, each read to the end within the time there is.</summary>
public sealed class LimitShapeTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string RejectAndDrop = """
        tcp dport 1030-1039 drop
        tcp dport 1000-1039 reject
        """;

    [Theory]
    [InlineData(Family.IPv4, "rate 10/second burst 10 packets")]
    [InlineData(Family.IPv6, "rate 5/second burst 1 packets")]
    [InlineData(Family.IPv4, "rate 2/second burst 1 packets")]
    [InlineData(Family.IPv6, "rate 20/second burst 3 packets")]
    public void Rejected_ports_are_all_found_and_dropped_ones_proved_silent(Family family, string limit)
    {
        var side = Side.Of(family);
        LimitErrors(side, limit, RejectAndDrop);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "1000-1039" });

        Assert.Equal(40, report.Results.Count);
        ExpectedRows.Of(report, row => row.Port >= 1030 ? ["stealth no-reply"] : ["rejected port-unreach"]).Match(report);
    }

    [Theory, BothFamilies]
    public void Quick_profile_of_a_host_that_rejects_everything_ten_times_a_second_is_right_to_the_last_port(Family family)
    {
        var side = Side.Of(family);
        LimitErrors(side, "rate 10/second burst 10 packets", $"""
            tcp sport {ShippedProgram.Port} accept
            meta l4proto udp reject
            meta l4proto tcp reject
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Profile = "quick" });

        ExpectedRows.Of(report, row => row.Protocol == "udp" ? ["closed port-unreach"] : ["rejected port-unreach"]).Match(report);
    }

    [Theory, BothFamilies]
    public void Host_with_ten_resets_a_second_has_no_stealth_port_but_the_dropped_ones(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Load(Client, $$"""
            table {{side.Nft}} lab {
              chain in { type filter hook input priority 0; tcp dport 1080-1089 drop; }
              chain out { type filter hook output priority 0; tcp sport 1000-1089 tcp flags & rst == rst limit rate over 10/second burst 10 packets drop; }
            }
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22,1000-1089" });

        ExpectedRows.Of(report, row => row.Port switch
        {
            22 => ["open syn-ack"],
            >= 1080 => ["stealth no-reply"],
            _ => ["closed reset"],
        }).Match(report);
    }

    // A router that prohibits some ports, and the host itself that rejects others, each within a limit of its own.
    [Theory, BothFamilies]
    public void Router_and_host_with_limits_of_their_own_are_both_read(Family family)
    {
        var side = Side.Of(family);
        var prohibited = RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side);
        Firewall.Set(Router, "forward", side, $"""
            oifname "cli" tcp dport 1000-1011 limit rate 2/second burst 4 packets {prohibited}
            oifname "cli" tcp dport 1000-1011 drop
            """);
        LimitErrors(side, "rate 10/second burst 10 packets", """
            tcp dport 1060-1069 drop
            tcp dport 1020-1059 reject
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "1000-1011,1020-1069" });

        ExpectedRows.Of(report, row => row.Port switch
        {
            < 1020 => [$"rejected admin-prohibited from {side.RouterToServer}"],
            < 1060 => ["rejected port-unreach"],
            _ => ["stealth no-reply"],
        }).Match(report);
    }

    private void LimitErrors(Side side, string limit, string input)
    {
        var errors = side.IsV6 ? "icmpv6 type destination-unreachable" : "icmp type destination-unreachable";
        Firewall.Load(Client, $$"""
            table {{side.Nft}} lab {
              chain in {
                type filter hook input priority 0;
                {{input}}
              }
              chain out {
                type filter hook output priority 0;
                {{errors}} limit {{limit}} accept
                {{errors}} drop
              }
            }
            """);
    }
}
