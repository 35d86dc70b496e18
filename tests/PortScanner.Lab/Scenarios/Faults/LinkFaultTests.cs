using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>The tester's own network fails while a scan is on its way.</summary>
public sealed class LinkFaultTests(SlowLab lab) : LabTest<SlowLab>(lab)
{
    [Theory, BothFamilies]
    public async Task Lost_route_leaves_no_false_answers(Family family)
    {
        var version = family == Family.IPv6 ? "-6" : "-4";
        OpenTcp(Client, WideHost.Listening);
        var report = await InterruptedScan.Run(Lab, VisitorOf(Side.Of(family)), Side.Of(family), () =>
        {
            Command.Run("ip", [version, "-n", Server.Name, "route", "del", "default"]).Succeeded();
            Thread.Sleep(TimeSpan.FromSeconds(3));
            SetRoute(Side.Of(family));
        });

        WideHost.Check(report, "unknown send-refused", "unknown packet-loss");
    }

    [Theory, BothFamilies]
    public async Task Interface_that_goes_down_and_up_leaves_no_false_answers(Family family)
    {
        Server.SetSysctl("net/ipv6/conf/wan/keep_addr_on_down", 1);
        OpenTcp(Client, WideHost.Listening);
        var report = await InterruptedScan.Run(Lab, VisitorOf(Side.Of(family)), Side.Of(family), () =>
        {
            Server.Configure("link set wan down");
            Thread.Sleep(TimeSpan.FromSeconds(2));
            Server.Configure("link set wan up");
            SetRoute(Side.V4);
            SetRoute(Side.V6);
        });

        WideHost.Check(report, "unknown send-refused", "unknown packet-loss");
    }

    [Fact]
    public async Task Tester_without_a_link_says_that_it_is_not_ready()
    {
        Server.SetSysctl("net/ipv6/conf/wan/keep_addr_on_down", 1);
        Server.Configure("link set wan down");
        try
        {
            Assert.Equal("not ready: no network interface is up 503", Health());
        }
        finally
        {
            Server.Configure("link set wan up");
            SetRoute(Side.V4);
            SetRoute(Side.V6);
        }

        await Eventually.Holds(() => Health() == "ready 200", "the tester was ready again");
    }

    // Asked on the machine itself, since nobody else can reach it.
    private string Health() =>
        Server.RunIn("curl", ["-s", "-w", " %{http_code}", ShippedProgram.Page(Side.V4.Server, "/healthz")]).Output.ReplaceLineEndings("");

    private NetworkNamespace Server => Lab.Hosts.Server;

    private void SetRoute(Side side) => Server.Configure($"route replace {(side.IsV6 ? "::/0" : "0.0.0.0/0")} via {side.RouterToServer}");
}
