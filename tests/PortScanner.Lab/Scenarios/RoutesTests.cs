using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>What the tester's own routing decides.</summary>
public sealed class RoutesTests(RoutesLab lab) : LabTest<RoutesLab>(lab)
{
    [Fact]
    public void Only_what_is_reached_through_a_router_from_elsewhere_is_open_to_the_internet()
    {
        OpenTcp(Client, 22);
        OpenTcp(Router, 22);

        Assert.Contains("open to this network", VerdictFor(Router, RoutesLab.Neighbour), StringComparison.Ordinal);
        Assert.Contains("open to this network", VerdictFor(Client, RoutesLab.SameNetwork), StringComparison.Ordinal);
        Assert.Contains("open to the internet", VerdictFor(Client, RoutesLab.Elsewhere), StringComparison.Ordinal);
    }

    [Fact]
    public void Special_purpose_range_that_the_operator_allowed_is_not_the_internet()
    {
        OpenTcp(Client, 22);

        Assert.Contains("open to this network", Text(VisitorOf(Side.V6)), StringComparison.Ordinal);
    }

    /// <summary>The visitor's connection shows that there is a way, though the kernel chooses no source address for it.</summary>
    [Fact]
    public void Visitor_is_scanned_where_every_route_is_of_one_source_address()
    {
        OpenTcp(Client, 22);

        var report = VisitorOf(Side.V4).Scan(new ScanForm { Ports = "22,23" });

        ExpectedRows.Of(report, row => [row.Port == 22 ? "open syn-ack" : "closed reset"]).Match(report);
    }

    /// <summary>After the router's first word the tester's own kernel refuses what the path does not take: the fact is the same.</summary>
    [Theory, BothFamilies]
    public void Payload_that_the_path_does_not_take_is_too_big_each_time(Family family)
    {
        var side = Side.Of(family);

        // A page that an earlier test fetched may have taught the kernel already what the path takes.
        Command.Run("ip", ["-n", Lab.Hosts.Server.Name, side.IsV6 ? "-6" : "-4", "route", "flush", "cache"]).Succeeded();
        string[] told = [$"unknown packet-too-big from {side.RouterToServer}", "unknown packet-too-big"];
        Assert.All(told, answer =>
        {
            var report = VisitorOf(side).Scan(new ScanForm { Ports = $"U:{RoutesLab.LongPayloadPort}" });

            ExpectedRows.Of(report, _ => [answer]).Match(report);
        });
    }

    private static string VerdictFor(NetworkNamespace host, IPAddress visitor) => Text(new Visitor(host, RoutesLab.GlobalServer, visitor));

    private static string Text(Visitor visitor) => visitor.Post(new ScanForm { Ports = "22", Format = "text" }).Body;
}
