using System.Globalization;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Linux' own limit of ICMP errors on a host that rejects some ports and drops many.</summary>
public sealed class KernelLimitTests(LimitedLab lab) : LabTest<LimitedLab>(lab)
{
    [Theory, BothFamilies]
    public void Rejected_ports_among_dropped_ones_are_never_called_stealth(Family family)
    {
        var side = Side.Of(family);

        // One error a second, as on IPv4: at the ten a second of IPv6 a busy machine can be so slow to ask that none has to wait.
        Client.SetSysctl("net/ipv6/icmp/ratelimit", 1000);

        // Every sixth port is rejected, so that errors are wanted early and late in each pass.
        Firewall.Set(Client, "input", side, """
            tcp dport { 1003, 1009, 1015, 1021, 1027, 1033, 1039, 1045, 1051, 1057, 1063, 1069 } reject
            tcp dport 1000-1071 drop
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "990-1071" });

        Assert.Equal(82, report.Results.Count);
        ExpectedRows.Of(report, row => row.Port switch
        {
            < 1000 => ["closed reset"],
            { } port when port % 6 == 1 => ["rejected port-unreach", "closed|filtered rate-limited"],
            _ => ["stealth no-reply", "closed|filtered rate-limited"],
        }).Match(report);
        Assert.Contains(report.Results, row => row.State == "rejected" && row.Remarks.Contains("waited"));
        Assert.DoesNotContain(report.Results, row => row.State != "rejected" && row.Remarks.Contains("waited"));
        Assert.True(report.Results.Count(row => row.State == "rejected") >= 6, "The first errors come at once.");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    public void Reader_without_script_is_told_that_a_limit_is_waited_for(string format)
    {
        Client.SetSysctl("net/ipv6/icmp/ratelimit", 500);
        Firewall.Set(Client, "input", Side.V6, "tcp dport 1000-1019 reject");

        var report = VisitorOf(Side.V6).Post(new ScanForm { Ports = "1000-1019", Format = format });

        Assert.Contains("error limit", report.Body, StringComparison.Ordinal);
        Assert.Contains("waited", report.Body, StringComparison.Ordinal);
    }

    // A kernel that is set to one error in 300 ms: neither a default nor a round number.
    [Theory, BothFamilies]
    public void Limit_that_somebody_has_changed_is_read_to_the_last_port(Family family)
    {
        var side = Side.Of(family);
        var sysctl = side.IsV6 ? "net/ipv6/icmp/ratelimit" : "net/ipv4/icmp_ratelimit";
        var usual = int.Parse(Client.RunIn("sysctl", ["-n", sysctl]).Succeeded().Output, CultureInfo.InvariantCulture);
        Client.SetSysctl(sysctl, 300);
        try
        {
            Firewall.Set(Client, "input", side, """
                tcp dport 1000-1019 drop
                tcp dport 1000-1049 reject
                """);

            var report = VisitorOf(side).Scan(new ScanForm { Ports = "990-1049" });

            ExpectedRows.Of(report, row => row.Port switch
            {
                < 1000 => ["closed reset"],
                < 1020 => ["stealth no-reply"],
                _ => ["rejected port-unreach"],
            }).Match(report);
        }
        finally
        {
            Client.SetSysctl(sysctl, usual);
        }
    }
}
