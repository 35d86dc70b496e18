using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Limits on ICMP errors, met by a tester that has other addresses to ask from.</summary>
public sealed class SourcePrefixTests(SourcePrefixLab lab) : LabTest<SourcePrefixLab>(lab)
{
    private const string RateLimited = "closed|filtered rate-limited";

    private static readonly Side V6 = Side.V6;

    // Linux' own limit lets one address have six errors, and then ten a second.
    [Theory]
    [InlineData("quick")]
    [InlineData("standard")]
    public void Host_that_rejects_everything_is_read_whole(string profile)
    {
        Firewall.Set(Client, "input", V6, "tcp sport != 8080 reject");

        var report = VisitorOf(V6).Scan(new ScanForm { Profile = profile, Icmp = "yes" });

        ExpectedRows.Of(report, row => row.Protocol switch
        {
            "tcp" => ["rejected port-unreach"],
            "udp" => ["closed port-unreach"],
            _ => ["open echo-reply"],
        }).Match(report);
        Assert.True(report.Results.Count(IsFromPrefix) > report.Results.Count / 2, "Most errors were held back from the usual address.");
        Assert.Contains(report.Results, row => row.State == "rejected" && !IsFromPrefix(row));
    }

    // Nothing is answered in any other manner; that the random control ports are refused as well is what the prefix is used on.
    [Fact]
    public void Host_that_rejects_echo_and_everything_else_is_read_whole()
    {
        Firewall.Set(Client, "input", V6, $"""
            tcp sport {ShippedProgram.Port} accept
            icmpv6 type {"{ nd-neighbor-solicit, nd-neighbor-advert }"} accept
            reject with icmpv6 type admin-prohibited
            """);

        // The second scan meets a limit that the first has left nothing of.
        for (var scan = 0; scan < 2; scan++)
        {
            var report = VisitorOf(V6).Scan(new ScanForm { Profile = "quick", Icmp = null });

            ExpectedRows.Of(report, _ => ["rejected admin-prohibited"]).Match(report);
            Assert.True(report.Results.Count(IsFromPrefix) > report.Results.Count / 2, "Most errors were held back from the usual address.");
        }
    }

    [Fact]
    public void Limit_of_one_error_a_second_for_each_address_is_read_whole()
    {
        SetLimit(Client, "input", "ip6 saddr limit rate 1/second burst 5 packets");

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "T:1000-1299,U:1000-1049" });

        ExpectedRows.Of(report, _ => ["rejected admin-prohibited"]).Match(report);
    }

    [Fact]
    public void Mixed_host_behind_a_limit_is_read_right()
    {
        OpenTcp(Client, 22, 80);
        SetLimit(Router, "forward", "ip6 saddr limit rate 10/second burst 10 packets");

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "T:20-29,80,1000-1399,U:1000-1009,1300-1309" });

        Truth(report, RateLimited).Match(report);
        Assert.All(report.Results.Where(row => row.Port is >= 1000 and < 1300), row => Assert.Equal("rejected", row.State));
    }

    [Theory]
    [InlineData("limit rate 20/second burst 10 packets")]
    [InlineData("ip6 saddr & ffff:ffff:ffff:ffff:: limit rate 10/second burst 6 packets")]
    public void Limit_that_counts_the_prefix_as_one_makes_no_port_stealth(string limit)
    {
        OpenTcp(Client, 22, 80);
        SetLimit(Router, "forward", limit);

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "T:20-29,80,1000-1059,1300-1319,U:1000-1009" });

        Truth(report, RateLimited).Match(report);
        Assert.True(report.Results.Count(row => row.State == "rejected") >= 60, "Most of the errors were to be had in time.");
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("reject with icmpv6 type policy-fail")]
    [InlineData("tcp dport 1000-1019 drop")]
    [InlineData("meta l4proto tcp reject with tcp reset")]
    [InlineData("reject with icmpv6 type admin-prohibited")]
    public void Filter_that_treats_the_prefix_otherwise_changes_no_row(string verdict)
    {
        OpenTcp(Client, 22, 80);
        SetLimit(Router, "forward", "ip6 saddr limit rate 10/second burst 10 packets", $"ip6 saddr {ProbePrefix.Network} {verdict}");

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "T:20-29,80,1000-1059,1300-1319,U:1000-1009" });

        Truth(report, RateLimited).Match(report);
    }

    [Fact]
    public void Prefix_is_not_used_where_no_limit_binds()
    {
        Firewall.Set(Router, "forward", V6, $"""
            ip6 saddr {ProbePrefix.Network} counter
            tcp dport 1000-1009 drop
            """);

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "20-29,1000-1009" });

        ExpectedRows.Of(report, row => row.Port < 1000 ? ["closed reset"] : ["stealth no-reply"]).Match(report);
        Assert.DoesNotContain(report.Results, IsFromPrefix);
        Assert.Contains("counter packets 0 ", Router.RunIn("nft", ["list", "ruleset"]).Output, StringComparison.Ordinal);
    }

    private static bool IsFromPrefix(ScanRow row) => row.Remarks.Contains("source-prefix");

    // 1000 to 1299 are rejected as far as the limit lets the errors through; 1300 to 1399 are dropped.
    private static void SetLimit(NetworkNamespace host, string hook, string limit, string firstRule = "") => Firewall.Load(host, $$"""
        table ip6 lab {
          set asked { type ipv6_addr; flags dynamic; timeout 60s; size 65535; }
          chain lab {
            type filter hook {{hook}} priority 0;
            {{firstRule}}
            meta l4proto { tcp, udp } th dport 1000-1299 {{(limit.StartsWith("ip6", StringComparison.Ordinal) ? $"add @asked {{ {limit} }}" : limit)}} {{Reject}}
            meta l4proto { tcp, udp } th dport 1000-1399 drop
          }
        }
        """);

    private static string Reject => RejectCode.All(V6).Single(code => code.Nft == "admin-prohibited").Statement(V6);

    private static ExpectedRows Truth(ScanReport report, string undecided) => ExpectedRows.Of(report, row => row.Port switch
    {
        22 or 80 => ["open syn-ack"],
        >= 1300 => ["stealth no-reply", undecided],
        >= 1000 => [$"rejected admin-prohibited from {V6.RouterToServer}", undecided],
        _ => ["closed reset"],
    });
}
