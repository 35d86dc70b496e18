using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class LoopbackTests(LoopbackLab lab) : LabTest<LoopbackLab>(lab)
{
    [Theory, BothFamilies]
    public void Machine_that_scans_itself_gets_a_true_report(Family family)
    {
        var server = Lab.Hosts.Server;
        OpenTcp(server, 22);
        Serve(server, new DnsService());
        Firewall.Set(server, "input", Side.Of(family), """
            tcp dport 24 drop
            udp dport 1001 drop
            """);
        var visitor = new Visitor(server, family == Family.IPv4 ? IPAddress.Loopback : IPAddress.IPv6Loopback);

        var report = visitor.Scan(new ScanForm { Ports = "T:22-24,8080,U:53,1000,1001", Icmp = "yes" });

        new ExpectedRows()
            .Tcp(22, "open", "syn-ack").Tcp(23, "closed", "reset").Tcp(24, "stealth", "no-reply").Tcp(8080, "open", "syn-ack")
            .Udp(53, "dns", "open", "udp-reply").Udp(1000, "udp-empty", "closed", "port-unreach").Udp(1001, "udp-empty", "stealth", "no-reply")
            .Echo("open", "echo-reply")
            .Match(report);
    }
}
