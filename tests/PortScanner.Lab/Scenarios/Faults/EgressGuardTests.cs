using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>The guard behind the tester's routing, where a drop is not told to whoever sends unless asked for.</summary>
public sealed partial class EgressGuardTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const string SendRefused = "unknown send-refused";
    private const int FreeSourcePort = 62000;
    private const string Everything = "T:22-24,U:1000";

    [Theory, BothFamilies]
    public void Probes_to_what_is_not_the_internet_do_not_leave_and_are_unknown(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        var arrived = PacketCounter.OfArrivals(Client, side, ShippedProgram.Port);
        EgressGuard.Set(Lab.Hosts.Server);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = Everything, Icmp = "yes", Firewall = "yes" });

        Assert.True(report.Results.Count > 5);
        ExpectedRows.Of(report, _ => [SendRefused]).Match(report);
        Assert.Equal(0, arrived.Read());
    }

    [Theory, BothFamilies]
    public void What_the_operator_allows_passes_with_every_answer_right(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        EgressGuard.Set(Lab.Hosts.Server, EgressGuard.AllowTheLab);

        new ExpectedRows().Tcp(22, "open", "syn-ack").Tcp(23, "closed", "reset").Tcp(24, "stealth", "no-reply").Udp(1000, "udp-empty", "closed", "port-unreach")
            .Match(VisitorOf(side).Scan(new ScanForm { Ports = Everything }));
    }

    [Theory, BothFamilies]
    public void Ports_that_an_overzealous_guard_drops_are_unknown_and_the_others_right(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        EgressGuard.Set(Lab.Hosts.Server, EgressGuard.AllowTheLab + "insert rule netdev portscanner probe tcp dport 1000-1009 drop\n");

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "T:22-24,T:1000-1009" });

        ExpectedRows.Of(report, row => row.Port switch
        {
            22 => ["open syn-ack"],
            23 => ["closed reset"],
            24 => ["stealth no-reply"],
            _ => [SendRefused],
        }).Match(report);
    }

    [Theory, BothFamilies]
    public void Stranger_does_not_learn_from_the_kernel_which_ports_are_asked_from_and_answers_are_seen_all_the_same(Family family)
    {
        var side = Side.Of(family);
        Serve(Client, new ChargenService());
        Assert.True(IsRefused(side));

        EgressGuard.Set(Lab.Hosts.Server, EgressGuard.AllowTheLab);

        Assert.False(IsRefused(side));
        new ExpectedRows().Udp(19, "chargen", "open", "udp-reply").Match(VisitorOf(side).Scan(new ScanForm { Ports = "U:19" }));
    }

    private bool IsRefused(Side side) => Client.Run(() =>
    {
        using var socket = new Socket(side.Server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 1000 };
        socket.Connect(side.Server, FreeSourcePort);
        socket.Send([0]);
        var error = Assert.Throws<SocketException>(() => socket.Receive(new byte[1]));
        return error.SocketErrorCode == SocketError.ConnectionRefused;
    });

    [Fact]
    public void Guard_knows_the_networks_that_the_program_knows()
    {
        var rows = File.ReadLines(Path.Combine(BuiltProgram.Repository, "src/PortScanner.Core/Addresses/special-purpose.tsv"))
            .Where(line => line.Length > 0 && char.IsAsciiHexDigit(line[0]) | line[0] == ':' && line.Contains('/', StringComparison.Ordinal))
            .Select(line => line.Split('\t')[0]);
        var global = IPNetwork.Parse("2000::/3");

        Assert.Equal(
            rows.Where(row => !row.Contains(':', StringComparison.Ordinal) || global.Contains(IPNetwork.Parse(row).BaseAddress)).Order(StringComparer.Ordinal),
            Element().Matches(EgressGuard.Shipped).Select(match => match.Groups["network"].Value).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s+(?<network>[0-9a-f.:]+/[0-9]+),", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Element();
}
