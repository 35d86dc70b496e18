using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class DropTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string DropAll = """
        tcp dport { 22, 23 } drop
        udp dport { 53, 40000 } drop
        meta l4proto { icmp, ipv6-icmp } @th,0,8 { 8, 128 } drop
        """;

    [Theory, BothFamilies]
    public void Dropped_at_the_client_is_stealth(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, DropAll);

        ScanIsAllSilent(side);
    }

    [Theory, BothFamilies]
    public void Dropped_at_the_router_is_stealth(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Router, "forward", side, DropAll);

        ScanIsAllSilent(side);
    }

    private void ScanIsAllSilent(Side side) => new ExpectedRows()
        .Tcp(22, "stealth", "no-reply").Tcp(23, "stealth", "no-reply")
        .Udp(53, "dns", "stealth", "no-reply").Udp(40000, "udp-empty", "stealth", "no-reply")
        .Echo("stealth", "no-reply")
        .Match(VisitorOf(side).Scan(new ScanForm { Ports = "T:22,23,U:53,40000", Icmp = "yes" }));
}
