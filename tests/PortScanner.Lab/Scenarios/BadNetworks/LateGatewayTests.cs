using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A home gateway that waits 6 s before it says that an unsolicited SYN is prohibited (RFC 6092 REC-34).</summary>
public sealed class LateGatewayTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const byte DestinationUnreachable = 1;
    private const byte Prohibited = 1;

    [Fact]
    public void Ports_are_rejected_by_the_late_answers()
    {
        var side = Side.V6;
        Firewall.Set(Router, "forward", side, "oifname \"cli\" tcp flags & (syn | ack) == syn drop");
        using var gateway = new Middlebox(new Link(Router, "srv"), new Link(Router, "srv"), TimeSpan.FromSeconds(6), frame =>
            Syn.Of(frame, side) is { } syn ? [syn.IcmpV6Error(DestinationUnreachable, Prohibited, side.RouterToServer)] : []);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22,1000-1019" });

        Assert.Equal(21, report.Results.Count);
        ExpectedRows.Of(report, _ => [$"rejected admin-prohibited from {side.RouterToServer}"]).Match(report);
        Assert.All(report.Results, row => Assert.InRange(row.RttMs ?? 6000, 5990, 7500));
    }
}
