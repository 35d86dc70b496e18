using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Devices that say no only so often: what they keep silent about must not be called stealth.</summary>
public sealed class LimitTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string RateLimited = "closed|filtered rate-limited";

    // Cisco's routers send at most an ICMPv6 error each 100 ms out of a bucket of 10, and others do the like on IPv4.
    [Theory, BothFamilies]
    public void Router_with_ten_errors_a_second_is_read_to_the_end(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22, 80);
        Firewall.Set(Router, "forward", side, $"""
            oifname "cli" tcp dport 1000-1059 limit rate 10/second burst 10 packets {Reject(side)}
            oifname "cli" tcp dport 1000-1099 drop
            """);
        var rejected = $"rejected admin-prohibited from {side.RouterToServer}";

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "20-29,80,1000-1099" });

        Assert.Equal(111, report.Results.Count);
        ExpectedRows.Of(report, row => row.Port switch
        {
            22 or 80 => ["open syn-ack"],
            >= 1060 => ["stealth no-reply", RateLimited],
            >= 1000 => [rejected, RateLimited],
            _ => ["closed reset"],
        }).Match(report);
        Assert.True(report.Results.Count(row => row.Answer == rejected) >= 50, "Most of the errors were to be had in time.");
    }

    // FreeBSD's net.inet.icmp.icmplim: 200 resets a second.
    [Theory, BothFamilies]
    public void Host_with_two_hundred_resets_a_second_has_no_stealth_ports(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22, 80);
        Firewall.Set(Client, "output", side, "tcp sport 0-1055 tcp flags & rst == rst limit rate over 200/second burst 200 packets drop");

        var report = VisitorOf(side).Scan(new ScanForm { Profile = "standard", Udp = "no" });

        ExpectedRows.Of(report, row => row.Port is 22 or 80 ? ["open syn-ack"] : ["closed reset", RateLimited, "unknown packet-loss"]).Match(report);
        Assert.True(report.Results.Count(row => row.Answer == "closed reset") > 900, "Most of the resets were to be had in time.");
    }

    private static string Reject(Side side) => RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side);
}
