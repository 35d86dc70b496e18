using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>A web node and testers on other machines find what one process finds.</summary>
public sealed class ManyTestersTests(ClusterLab lab) : ClusterTest(lab)
{
    private static readonly ExpectedRows Truth = new ExpectedRows()
        .Tcp(22, "open", "syn-ack")
        .Tcp(23, "closed", "reset")
        .Tcp(24, "stealth", "no-reply")
        .Tcp(25, "closed", "reset")
        .Tcp(143, "rejected", "port-unreach")
        .Udp(53, "dns", "open", "udp-reply")
        .Udp(1000, "udp-empty", "closed", "port-unreach")
        .Udp(1001, "udp-empty", "stealth", "no-reply");

    [Theory, BothFamilies]
    public void Every_row_is_as_right_as_with_one_process(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(22, 24);
        Serve(new DnsService());
        Firewall.Set(Client, "input", side, """
            tcp dport 24 drop
            tcp dport 25 reject with tcp reset
            tcp dport 143 reject
            udp dport 1001 drop
            """);

        Truth.Match(Lab.VisitorOf(side).Scan(new ScanForm { Ports = "T:22-25,143,U:53,1000,1001" }));
    }

    [Theory, BothFamilies]
    public void Udp_is_asked_by_several_testers_and_tcp_by_one(Family family)
    {
        var side = Side.Of(family);
        var report = Lab.VisitorOf(side).Scan(new ScanForm { Ports = "T:1-60,U:2000-2039" });

        Assert.All(report.Results, row => Assert.Equal(row.Protocol == "tcp" ? "closed reset" : "closed port-unreach", row.Answer));
        Assert.Equal(100, report.Results.Count);
    }

    [Theory, BothFamilies]
    public void Silence_of_somebody_who_answers_nothing_may_be_the_testers_own_where_nobody_else_can_be_asked(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, "ct state established accept; meta l4proto { tcp, udp } drop");
        Assert.All(Lab.VisitorOf(side).Scan(new ScanForm { Ports = "T:20-29" }).Results, row => Assert.Equal("unknown tester-path", row.Answer));
    }
}
