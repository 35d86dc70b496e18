using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Faults;

public sealed class TesterFirewallTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Probe_that_the_testers_own_firewall_rejects_is_undecided(Family family)
    {
        var side = Side.Of(family);
        var reject = RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side);
        Firewall.Set(Lab.Hosts.Server, "output", side, $"meta l4proto {{ tcp, udp }} th dport {{ 22, 53 }} {reject}");

        new ExpectedRows().Tcp(22, "unknown", "send-refused").Udp(53, "dns", "unknown", "send-refused")
            .Match(VisitorOf(side).Scan(new ScanForm { Ports = "T:22,U:53" }));
    }
}
