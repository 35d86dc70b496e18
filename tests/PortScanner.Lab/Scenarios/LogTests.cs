using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class LogTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Most_verbose_log_names_neither_the_visitor_nor_a_port(Family family)
    {
        var side = Side.Of(family);
        var visitor = VisitorOf(side);
        var port = VisitorTraces.UnusualPort;
        OpenTcp(Client, port);
        Firewall.Set(Router, "forward", side, $"udp dport {port} reject");
        var before = Lab.Program.Written.Length;

        Assert.Equal(2, visitor.Scan(new ScanForm { Ports = $"T:{port},U:{port}", Expect = $"{port}" }).Results.Count);
        visitor.Post(new ScanForm { Ports = $"{port}", Format = "text" });
        visitor.Post(new ScanForm { Ports = $"{port}-{port},66000" });
        visitor.Curl($"/scan?ports={port}");
        visitor.Curl("/ip");

        var written = Lab.Program.Written;
        // Proof that the log was on: something was written for these requests.
        Assert.True(written.Length > before, "The program wrote nothing at all.");
        Assert.Empty(VisitorTraces.FoundIn(written));
    }
}
