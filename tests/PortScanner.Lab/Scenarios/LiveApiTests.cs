using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>The live page's way, against a host whose every answer is known.</summary>
public sealed class LiveApiTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Events_and_report_say_what_is_true_and_nothing_is_left(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, MixedHost.Listening);
        Serve(Client, new DnsService());
        MixedHost.SetFirewalls(Lab.Hosts, side);
        var form = new ScanForm { Ports = $"T:{MixedHost.TcpPorts},U:{MixedHost.UdpPorts}", Format = null };
        var scan = LiveScan.Begin(VisitorOf(side), form);

        var (report, verdict) = scan.Follow();

        MixedHost.Truth(side).Match(report);
        Assert.Equal("exposed", verdict);
        MixedHost.Truth(side).Match(scan.Report());
        Assert.Equal(204, scan.Delete().Status);
        Assert.Equal(404, scan.Delete().Status);

        AssertReportOfARunningScanTellsHowLongItTook(side);
        var next = LiveScan.Begin(VisitorOf(side), new ScanForm { Ports = "22", Format = null });
        Assert.Equal(204, next.Abandon().Status);
    }

    // Silence takes seconds to be proved, and the report is asked for before.
    private void AssertReportOfARunningScanTellsHowLongItTook(Side side)
    {
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        var scan = LiveScan.Begin(VisitorOf(side), new ScanForm { Ports = "24", Format = null });

        Assert.InRange(scan.Report().DurationMs, 1000, 600_000);

        Assert.Equal(204, scan.Delete().Status);
    }
}
