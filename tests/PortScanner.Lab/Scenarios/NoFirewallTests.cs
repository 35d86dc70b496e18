using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class NoFirewallTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Tcp_ports_with_and_without_listener_are_open_and_closed(Family family)
    {
        OpenTcp(Client, 22, 47113);

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "21-23,47113,65535,0" });

        new ExpectedRows()
            .Tcp(22, "open", "syn-ack").Tcp(47113, "open", "syn-ack")
            .Tcp(21, "closed", "reset").Tcp(23, "closed", "reset").Tcp(65535, "closed", "reset").Tcp(0, "closed", "reset")
            .Match(report);
    }

    [Theory, BothFamilies]
    public void Udp_services_are_open_by_their_own_answer(Family family)
    {
        var rows = KnownServices.Complete(family);
        Serve(Client, rows.Select(row => row.Service));

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = string.Join(',', rows.Select(row => $"U:{row.Service.Port}")) });

        var truth = new ExpectedRows();
        foreach (var (service, probes) in rows)
        {
            Array.ForEach(probes, probe => truth.Udp(service.Port, probe, "open", "udp-reply"));
        }

        truth.Match(report);
    }

    [Theory, BothFamilies]
    public void Udp_probes_that_a_service_ignores_are_stealth_beside_those_that_it_answers(Family family)
    {
        Serve(Client, KnownServices.Partial);

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "U:123,161" });

        new ExpectedRows()
            .Udp(123, "ntp", "open", "udp-reply").Udp(123, "ntp-monlist", "stealth", "no-reply")
            .Udp(161, "snmpv1", "open", "udp-reply").Udp(161, "snmpv2c", "open", "udp-reply").Udp(161, "snmpv3", "stealth", "no-reply")
            .Match(report);
    }

    [Theory, BothFamilies]
    public void Udp_port_that_says_something_of_its_own_is_open(Family family)
    {
        Serve(Client, new TalkativeService(47200));

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "U:47200" });

        new ExpectedRows().Add("udp/47200 udp-empty", "open udp-reply", "open udp-unverified").Match(report);
    }

    [Theory, BothFamilies]
    public void Udp_ports_without_service_are_closed_by_port_unreachable(Family family)
    {
        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "U:53,U:1900,U:40000" });

        new ExpectedRows()
            .Udp(53, "dns", "closed", "port-unreach").Udp(1900, "ssdp", "closed", "port-unreach").Udp(40000, "udp-empty", "closed", "port-unreach")
            .Match(report);
    }

    [Theory, BothFamilies]
    public void Echo_is_answered(Family family)
    {
        var side = Side.Of(family);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22", Icmp = "yes" });

        new ExpectedRows().Tcp(22, "closed", "reset").Echo("open", "echo-reply").Match(report);
        Assert.Equal(side.Client.ToString(), report.Target.Address);
        // One router is between, and Linux starts at 64.
        Assert.All(report.Results, row => Assert.Equal(63, row.HopLimit));
    }
}
