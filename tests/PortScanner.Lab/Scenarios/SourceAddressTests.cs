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

    /// <summary>A UDP probe binds its port on the address; the socket that TCP probes leave from was bound by the scan before, and kept.</summary>
    [Theory, BothFamilies]
    public void Nobody_is_scanned_from_an_address_that_is_gone(Family family)
    {
        var side = Side.Of(family);
        var address = side.IsV6 ? $"{SourceAddressLab.IPv6}/64 dev wan" : $"{SourceAddressLab.IPv4}/24 dev wan";
        Assert.Equal(200, VisitorOf(side).Post(Tcp).Status);
        Lab.Hosts.Server.Configure($"addr del {address}");
        try
        {
            AssertHasNoRoute(VisitorOf(side));
        }
        finally
        {
            Lab.Hosts.Server.Configure($"addr add {address}{(side.IsV6 ? " nodad" : "")}");
        }

        Assert.Equal(200, VisitorOf(side).Post(Tcp).Status);
    }

    [Fact]
    public void Nobody_is_scanned_from_an_address_that_is_tentative()
    {
        const string address = $"{SourceAddressLab.IPv6}/64 dev wan";
        Assert.Equal(200, VisitorOf(Side.V6).Post(Tcp).Status);
        DetectDuplicates(attempts: 600);
        Lab.Hosts.Server.Configure($"addr del {address}\naddr add {address}");
        try
        {
            AssertHasNoRoute(VisitorOf(Side.V6));
        }
        finally
        {
            DetectDuplicates(attempts: 0);
            Lab.Hosts.Server.Configure($"addr del {address}\naddr add {address} nodad");
        }
    }

    /// <summary>The visitor's own connection is with another address of the tester's, and goes on telling that he is there.</summary>
    [Theory, BothFamilies]
    public void Silence_is_no_proof_once_answers_could_not_come_back_to_the_address_that_asked(Family family)
    {
        var side = Side.Of(family);
        var address = side.IsV6 ? $"{SourceAddressLab.IPv6}/64 dev wan" : $"{SourceAddressLab.IPv4}/24 dev wan";
        Firewall.Set(Client, "input", side, "ct state new drop");
        var scan = LiveScan.Begin(VisitorOf(side), new ScanForm { Ports = "22,23,U:53", Pace = "2s", Format = null });
        Lab.Hosts.Server.Configure($"addr del {address}");
        Command.Run("ip", ["-n", Lab.Hosts.Router.Name, "neigh", "flush", "all"]).Succeeded();
        try
        {
            var (report, _) = scan.Follow();

            ExpectedRows.Of(report, _ => ["unknown send-refused"]).Match(report);
        }
        finally
        {
            scan.Delete();
            Lab.Hosts.Server.Configure($"addr add {address}{(side.IsV6 ? " nodad" : "")}");
        }
    }

    private static ScanForm Tcp => new() { Ports = "22", Format = "text" };

    private static void AssertHasNoRoute(Visitor visitor) =>
        Assert.All([Tcp, Tcp with { Ports = "U:53" }], form =>
        {
            var answer = visitor.Post(form);
            Assert.Equal(503, answer.Status);
            Assert.Contains("This machine has no route to your address", answer.Body, StringComparison.Ordinal);
        });

    // One neighbour solicitation a second; an address is tentative until the last has found no answer.
    private void DetectDuplicates(int attempts)
    {
        Lab.Hosts.Server.SetSysctl("net/ipv6/conf/wan/accept_dad", attempts > 0 ? 1 : 0);
        Lab.Hosts.Server.SetSysctl("net/ipv6/conf/wan/dad_transmits", attempts);
    }
}
