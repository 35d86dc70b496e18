using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>Linux' own limit on ICMP errors of IPv4, one a second for each address, met by a tester that has four.</summary>
public sealed class OtherAddressesTests(OtherAddressesLab lab) : LabTest<OtherAddressesLab>(lab)
{
    [Fact]
    public void Host_with_one_error_a_second_is_read_about_four_times_as_fast()
    {
        OpenTcp(Client, 22);

        var report = VisitorOf(Side.V4).Scan(new ScanForm { Ports = "T:22,23,U:20000-20198" });

        // Six at once and one a second for one address are 66 within the minute.
        var closed = report.Results.Where(row => row is { Protocol: "udp", State: "closed" }).ToList();
        Assert.InRange(closed.Count, 160, 199);
        Assert.All(report.Results.Where(row => row.Protocol == "udp"), row => Assert.Contains(row.Answer, (string[])["closed port-unreach", "unknown rate-limited"]));
        Assert.InRange(closed.Count(row => row.Remarks.Contains("source-prefix")), closed.Count / 2, closed.Count);
        new ExpectedRows().Tcp(22, "open", "syn-ack").Tcp(23, "closed", "reset").Match(report with { Results = [.. report.Results.Where(row => row.Protocol == "tcp")] });
    }

    // What only the other addresses are told is told as the others' too, and no port is called stealth for their sake.
    [Fact]
    public void Host_that_drops_what_comes_from_the_other_addresses_is_read_as_without_them()
    {
        Firewall.Set(Client, "input", Side.V4, "ip saddr 203.0.113.8-203.0.113.10 drop");

        var report = VisitorOf(Side.V4).Scan(new ScanForm { Ports = "T:23,U:20000-20009" });

        Assert.All(report.Results, row => Assert.Equal("closed", row.State));
    }
}
