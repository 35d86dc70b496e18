using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

public sealed class RejectTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // Port 3000 + n is rejected with the family's n-th code, on TCP and UDP; so one scan compares them all.
    private const int FirstPort = 3000;

    [Theory, BothFamilies]
    public void Each_icmp_code_of_the_client_is_rejected_with_its_reason(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side, Rules(side));

        Truth(side, from: null).Match(Scan(side));
    }

    [Theory, BothFamilies]
    public void Each_icmp_code_of_the_router_is_rejected_and_names_the_router(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Router, "forward", side, Rules(side));

        Truth(side, from: side.RouterToServer).Match(Scan(side));
    }

    [Theory, BothFamilies]
    public void Echo_that_the_router_rejects_names_the_router(Family family)
    {
        var side = Side.Of(family);
        var echo = side.IsV6 ? "icmpv6 type echo-request" : "icmp type echo-request";
        Firewall.Set(Router, "forward", side, $"{echo} {RejectCode.All(side).Single(code => code.Nft == "admin-prohibited").Statement(side)}");

        new ExpectedRows().Tcp(22, "closed", "reset").Echo("rejected", "admin-prohibited", side.RouterToServer)
            .Match(VisitorOf(side).Scan(new ScanForm { Ports = "22", Icmp = "yes" }));
    }

    [Theory, BothFamilies]
    public void Tcp_reset_by_a_firewall_is_closed(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22, 25);
        Firewall.Set(Client, "input", side, "tcp dport 22 reject with tcp reset");
        Firewall.Set(Router, "forward", side, "tcp dport 25 reject with tcp reset");

        new ExpectedRows().Tcp(22, "closed", "reset").Tcp(25, "closed", "reset")
            .Match(VisitorOf(side).Scan(new ScanForm { Ports = "22,25" }));
    }

    private ScanReport Scan(Side side)
    {
        var ports = $"{FirstPort}-{FirstPort + RejectCode.All(side).Count - 1}";
        return VisitorOf(side).Scan(new ScanForm { Ports = $"T:{ports},U:{ports}" });
    }

    private static string Rules(Side side) => string.Join('\n', RejectCode.All(side).Select(
        (code, index) => $"meta l4proto {{ tcp, udp }} th dport {FirstPort + index} {code.Statement(side)}"));

    private static ExpectedRows Truth(Side side, IPAddress? from)
    {
        var truth = new ExpectedRows();
        foreach (var (index, code) in RejectCode.All(side).Index())
        {
            // Port unreachable from the host itself is how UDP says closed (RFC 1122 section 4.1.3.1).
            var closed = code.Reason == "port-unreach" && from is null;
            truth.Tcp(FirstPort + index, "rejected", code.Reason, from);
            truth.Udp(FirstPort + index, "udp-empty", closed ? "closed" : "rejected", code.Reason, from);
        }

        return truth;
    }
}
