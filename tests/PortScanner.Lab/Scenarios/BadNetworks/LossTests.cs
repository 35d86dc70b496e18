using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A line that loses every tenth packet, each way and by chance.</summary>
public sealed class LossTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Ports_are_right_or_unknown_and_nearly_all_right(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        Firewall.Set(Router, "forward", side, $"""
            tcp sport {ShippedProgram.Port} accept
            tcp dport {ShippedProgram.Port} accept
            numgen random mod 10 == 0 drop
            """);

        var report = VisitorOf(side).Scan(WideHost.Form);

        WideHost.Check(report, "unknown packet-loss");
        Assert.True(WideHost.CountRight(report) >= WideHost.Count - 35, "Too much was left unknown.");
    }
}
