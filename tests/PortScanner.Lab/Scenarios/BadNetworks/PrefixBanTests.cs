using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A tester that was banned before, and has addresses that were not.</summary>
public sealed class PrefixBanTests(SourcePrefixLab lab) : LabTest<SourcePrefixLab>(lab)
{
    private static readonly Side V6 = Side.V6;

    [Theory]
    [InlineData("accept", "unknown banned", "recognised")]
    [InlineData("drop", "stealth no-reply", "possible")]
    public void Ban_from_before_the_test_is_known_by_an_answer_to_the_source_prefix(string toOthers, string answer, string ban)
    {
        OpenTcp(Client, 443);
        Firewall.Set(Client, "input", V6, $$"""
            ct state established,related accept
            icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
            ip6 saddr {{V6.Server}} drop
            tcp dport 443 {{toOthers}}
            drop
            """);

        var report = VisitorOf(V6).Scan(new ScanForm { Ports = "22,443,1000-1019" });

        Assert.All(report.Results, row => Assert.Equal(answer, row.Answer));
        Assert.Equal(ban, report.Ban);
    }
}
