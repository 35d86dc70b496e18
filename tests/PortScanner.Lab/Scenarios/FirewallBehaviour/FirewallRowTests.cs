using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.FirewallBehaviour;

/// <summary>What becomes of each firewall test, row by row.</summary>
public sealed class FirewallRowTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string Unfiltered = "unfiltered reset";
    private const string Silent = "stealth no-reply";

    /// <summary>The tests that nmap knows too.</summary>
    private static readonly (string Probe, string Scan)[] KnownToNmap =
        [("ack", "-sA"), ("window", "-sW"), ("fin", "-sF"), ("null", "-sN"), ("xmas", "-sX"), ("maimon", "-sM")];

    [Theory, BothFamilies]
    public void Host_without_firewall_answers_as_Linux_does(Family family)
    {
        OpenTcp(Client, 22);

        var report = Scan(family, "22,23");

        // A listener of Linux ignores what has neither SYN nor ACK; closed ports refuse everything.
        ExpectedRows.Of(report, row => (row.Probe, row.Port) switch
        {
            ("syn" or "syn-options" or "syn-fragment", 22) => ["open syn-ack"],
            ("syn" or "syn-options" or "syn-fragment", _) => ["closed reset"],
            ("fin" or "null" or "xmas", 22) => [Silent],
            ("echo", _) => ["open echo-reply"],
            ("timestamp", _) => ["open timestamp-reply"],
            ("address-mask", _) => [Silent],
            ("unknown-header" or "unknown-option", _) => ["unfiltered param-problem"],
            _ => [Unfiltered],
        }).Match(report);
        Assert.Equal(KindsOf(family), report.Results.Select(row => row.Probe).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, report.Results.Count(row => row.Port >= 49152));
        Assert.All(report.Results, row => Assert.True(row.Port is null or >= 49152 || row.HopLimit is 63 or null, row.Question));
    }

    [Theory, BothFamilies]
    public void Without_the_option_there_is_no_such_row(Family family)
    {
        var report = VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = "22", Icmp = null });

        new ExpectedRows().Tcp(22, "closed", "reset").Match(report);
        Assert.Null(report.Firewall);
    }

    [Theory, BothFamilies]
    public void Nmap_agrees_where_it_can(Family family)
    {
        Tools.Require("nmap");
        OpenTcp(Client, 22, 24);
        Firewall.Set(Client, "input", "tcp dport 24 tcp flags & (syn | ack) == syn drop\ntcp dport 25 drop\ntcp dport 26 tcp flags & (fin | ack) == fin | ack drop");
        var report = Scan(family, "22-26");

        foreach (var (probe, scan) in KnownToNmap)
        {
            var nmap = Nmap.Scan(Lab.Hosts.Server, Side.Of(family), scan, "22-26");
            Assert.All(report.Results.Where(row => row.Probe == probe && row.Port < 49152), row => Assert.True(
                Agrees(nmap[row.Port!.Value], row.State), $"{row.Question}: {row.Answer}, but nmap {scan} says {nmap[row.Port!.Value]}"));
        }
    }

    [Fact]
    public void Filter_that_drops_extension_headers_stops_what_is_behind_them_alone()
    {
        OpenTcp(Client, 22);
        Firewall.Set(Router, "forward", Side.V6, "exthdr frag exists drop\nexthdr dst exists drop\nmeta l4proto 253 drop");

        var report = Scan(Family.IPv6, "22");

        ExpectedRows.Of(report, row => row.Probe switch
        {
            "syn" => ["open syn-ack"],
            "echo" => ["open echo-reply"],
            "syn-options" or "syn-fragment" or "unknown-option" or "unknown-header" or "fin" or "null" or "xmas" => [Silent],
            _ => [Unfiltered],
        }).Match(report);
    }

    [Fact]
    public void Filter_that_looks_at_the_first_header_only_is_walked_around()
    {
        OpenTcp(Client, 22, 23);
        Firewall.Set(Router, "forward", Side.V6, "ip6 nexthdr 6 @th,16,16 23 drop");

        var report = Scan(Family.IPv6, "22,23");

        ExpectedRows.Of(report, row => (row.Probe, row.Port) switch
        {
            ("syn-options" or "syn-fragment", 23) => ["open syn-ack"],
            (_, 23) => [Silent],
            _ => [row.Answer],
        }).Match(report);
        Assert.Equal(2, report.Firewall!.Evidence.Count(fact => fact.Contains("TCP 23", StringComparison.Ordinal) && fact.Contains("walked around", StringComparison.Ordinal)));
    }

    [Fact]
    public void Address_mask_that_is_told_is_shown()
    {
        const byte icmp = 1;
        var layout = new Frame(Side.V4);
        using var responder = new Middlebox(new Link(Client, "wan"), new Link(Client, "wan"), TimeSpan.Zero, frame =>
            layout.IsToClient(frame, icmp) && frame[layout.Transport] == 17
                ? [layout.Back(frame, Side.V4.Client, icmp, [18, 0, 0, 0, .. frame.AsSpan(layout.Transport + 4, 4), 255, 255, 255, 0], checksumAt: 2)]
                : []);

        var report = Scan(Family.IPv4, "22");

        Assert.Equal("open mask-reply", Assert.Single(report.Results, row => row.Probe == "address-mask").Answer);
    }

    private static bool Agrees(string nmapState, string ourState) => (nmapState, ourState) switch
    {
        // A reset is what both saw. nmap calls the port closed, and open if the reset offers a window; we do not conclude so much.
        ("closed" or "open", "unfiltered") => true,
        _ => Nmap.Agrees(nmapState, ourState),
    };

    private static IEnumerable<string> KindsOf(Family family)
    {
        IEnumerable<string> kinds = ["syn", "echo", .. KnownToNmap.Select(test => test.Probe)];
        IEnumerable<string> ofFamily = family == Family.IPv4 ? ["timestamp", "address-mask"] : ["syn-options", "syn-fragment", "unknown-header", "unknown-option"];
        return kinds.Concat(ofFamily).Order(StringComparer.Ordinal);
    }

    private ScanReport Scan(Family family, string ports) =>
        VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = ports, Firewall = "yes", Icmp = null });
}
