using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>A firewall on the tester's own machine that does not let probes out.</summary>
public sealed class SendRefusedTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string SendRefused = "unknown send-refused";

    [Theory, BothFamilies]
    public void Ports_that_are_not_let_out_are_unknown_and_the_others_right(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        Firewall.Set(Lab.Hosts.Server, "output", side, """
            tcp dport 1000-1009 drop
            udp dport 1000 drop
            tcp dport 1010-1014 reject
            tcp dport 1015-1019 reject with tcp reset
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "T:22-24,T:1000-1019,U:1000,U:1001" });

        Assert.Equal(25, report.Results.Count);
        ExpectedRows.Of(report, row => (row.Protocol, row.Port) switch
        {
            (_, 22) => ["open syn-ack"],
            (_, 23) => ["closed reset"],
            (_, 24) => ["stealth no-reply"],
            ("udp", 1001) => ["closed port-unreach"],
            _ => [SendRefused],
        }).Match(report);
    }

    [Theory, BothFamilies]
    public void Nothing_is_stealth_when_nothing_is_let_out(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Lab.Hosts.Server, "output", side, $"tcp sport != {ShippedProgram.Port} drop");

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "20-29" });

        Assert.Equal(10, report.Results.Count);
        ExpectedRows.Of(report, _ => [SendRefused]).Match(report);
    }
}
