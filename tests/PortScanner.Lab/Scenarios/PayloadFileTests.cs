using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>The operator's own UDP payloads.</summary>
public sealed class PayloadFileTests(PayloadLab lab) : LabTest<PayloadLab>(lab)
{
    [Theory, BothFamilies]
    public void Service_that_only_the_operators_payload_wakes_is_open(Family family)
    {
        Serve(
            Client,
            new SecretService(47300, [0xFF, 0xFE, 0, .. "knock"u8]),
            new SecretService(47302, "anything"u8.ToArray()),
            new SecretService(48050, "\r\n"u8.ToArray()),
            new DnsService());

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "U:53,47300-47303,48050" });

        new ExpectedRows()
            .Udp(53, "dns", "open", "udp-reply")
            .Udp(47300, "udp-payload", "stealth", "no-reply").Udp(47300, "udp-payload-2", "open", "udp-unverified")
            .Udp(47301, "udp-payload", "closed", "port-unreach")
            .Udp(47302, "udp-empty", "stealth", "no-reply")
            .Udp(47303, "udp-empty", "closed", "port-unreach")
            .Udp(48050, "udp-payload", "open", "udp-unverified")
            .Match(report);
    }

    [Theory, BothFamilies]
    public void Quick_profile_asks_the_operators_ports_too(Family family)
    {
        Serve(Client, new SecretService(47301, "HELLO\0world"u8.ToArray()));

        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Profile = "quick" });

        var payloads = report.Results.Where(row => row.Probe.StartsWith("udp-payload", StringComparison.Ordinal)).Select(row => $"{row.Question}: {row.Answer}");
        Assert.Equal(
            ["udp/47300 udp-payload-2: closed port-unreach", "udp/47300 udp-payload: closed port-unreach", "udp/47301 udp-payload: open udp-unverified"],
            payloads.Order(StringComparer.Ordinal));
        Assert.Contains("4 payloads, for UDP ports that have no probe of their own. 1 of them ask for a source port", Lab.Program.Written, StringComparison.Ordinal);
    }
}
