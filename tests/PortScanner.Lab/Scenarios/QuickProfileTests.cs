using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>The default profile against whole hosts, whose kernels limit their ICMP errors: nothing may be wrong.</summary>
public sealed class QuickProfileTests(LimitedLab lab) : LabTest<LimitedLab>(lab)
{
    private const string RateLimited = "closed|filtered rate-limited";
    private const string Silent = "stealth no-reply";

    [Theory, BothFamilies]
    public void Host_without_firewall_is_open_and_closed(Family family)
    {
        OpenTcp(Client, 22, 80);

        Check(Scan(family), row => row.Protocol switch
        {
            "tcp" => row.Port is 22 or 80 ? ["open syn-ack"] : ["closed reset"],
            "udp" => ["closed port-unreach", RateLimited],
            _ => ["open echo-reply"],
        });
    }

    [Theory, BothFamilies]
    public void Stealth_host_is_stealth(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, """
            ct state established,related accept
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            drop
            """);

        Check(Scan(family), _ => [Silent]);
    }

    [Theory, BothFamilies]
    public void Host_that_rejects_all_faster_than_it_may_say_so_is_never_called_stealth(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, $$"""
            ct state established,related accept
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            {{RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side)}}
            """);

        var report = Scan(family);

        Check(report, _ => ["rejected admin-prohibited", RateLimited]);
        Assert.Contains(report.Results, row => row.State == "rejected");
    }

    [Theory, BothFamilies]
    public void Mixed_host_behind_a_rejecting_router_is_never_called_stealth_where_it_is_not(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22, 80);
        var reject = RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side);
        Firewall.Set(Router, "forward", side, $$"""
            oifname "cli" tcp dport 1-79 tcp dport != 22 {{reject}}
            oifname "cli" tcp dport 1000-9999 drop
            oifname "cli" udp dport 1-999 drop
            """);
        var rejected = $"rejected admin-prohibited from {side.RouterToServer}";

        var report = Scan(family);

        Check(report, row => (row.Protocol, row.Port) switch
        {
            ("tcp", 22 or 80) => ["open syn-ack"],
            ("tcp", >= 1 and <= 79) => [rejected, RateLimited],
            ("tcp", >= 1000 and <= 9999) => [Silent, RateLimited],
            ("tcp", _) => ["closed reset"],
            ("udp", >= 1 and <= 999) => [Silent, RateLimited],
            ("udp", _) => ["closed port-unreach", RateLimited],
            _ => ["open echo-reply"],
        });
        Assert.Contains(report.Results, row => row.Answer == rejected);
    }

    private ScanReport Scan(Family family)
    {
        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Profile = "quick", Icmp = null });
        TestContext.Current.SendDiagnosticMessage(
            $"quick, {family}: {report.Results.Count} probes, {report.DurationMs:N0} ms, settled {report.SettledMs:N0} ms, " +
            string.Join(", ", report.Results.GroupBy(row => row.Answer).Select(group => $"{group.Count()} {group.Key}")));
        Assert.NotNull(report.SettledMs);
        return report;
    }

    private static void Check(ScanReport report, Func<ScanRow, string[]> truth)
    {
        ExpectedRows.Of(report, truth).Match(report);
        Assert.True(IPscanPorts.All.IsSubsetOf(report.Results.Where(row => row.Protocol == "tcp").Select(row => row.Port!.Value)));
        Assert.Superset(new HashSet<string>(["tcp", "udp", "icmp"]), report.Results.Select(row => row.Protocol).ToHashSet());
    }
}
