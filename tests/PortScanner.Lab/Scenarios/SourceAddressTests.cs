using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class SourceAddressTests(SourceAddressLab lab) : LabTest<SourceAddressLab>(lab)
{
    [Theory, BothFamilies]
    public void Probes_leave_from_the_configured_address_and_are_told_from_the_visit(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);

        // A host that answers only the configured source, as a stateful firewall answers only whom it knows.
        var source = side.IsV6 ? $"ip6 saddr {SourceAddressLab.IPv6}" : $"ip saddr {SourceAddressLab.IPv4}";
        Firewall.Set(Client, "input", side, $"""
            {source} accept
            tcp dport 22-23 drop
            """);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22,23" });

        new ExpectedRows().Tcp(22, "open", "syn-ack").Tcp(23, "closed", "reset").Match(report);
        var text = VisitorOf(side).Post(new ScanForm { Ports = "22", Format = "text" }).Body;
        Assert.Contains($"Tested from    {(side.IsV6 ? SourceAddressLab.IPv6 : SourceAddressLab.IPv4)}\n", text, StringComparison.Ordinal);
    }
}
