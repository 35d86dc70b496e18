using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>The tester's own machine fails while a scan is on its way.</summary>
public sealed class InterruptionTests(SlowLab lab) : LabTest<SlowLab>(lab)
{
    [Theory, BothFamilies]
    public async Task Suspended_program_finishes_with_right_answers(Family family)
    {
        var report = await Interrupt(family, () => Lab.Program.Suspend(() => Thread.Sleep(TimeSpan.FromSeconds(5))));

        WideHost.Check(report);
    }

    [Theory, BothFamilies]
    public async Task Lost_route_leaves_no_false_answers(Family family)
    {
        var version = family == Family.IPv6 ? "-6" : "-4";
        var report = await Interrupt(family, () =>
        {
            Command.Run("ip", [version, "-n", Server.Name, "route", "del", "default"]).Succeeded();
            Thread.Sleep(TimeSpan.FromSeconds(4));
            SetRoute(Side.Of(family));
        });

        WideHost.Check(report, "unknown send-refused", "unknown packet-loss");
    }

    [Theory, BothFamilies]
    public async Task Interface_that_goes_down_and_up_leaves_no_false_answers(Family family)
    {
        Server.SetSysctl("net/ipv6/conf/wan/keep_addr_on_down", 1);
        var report = await Interrupt(family, () =>
        {
            Server.Configure("link set wan down");
            Thread.Sleep(TimeSpan.FromSeconds(2));
            Server.Configure("link set wan up");
            SetRoute(Side.V4);
            SetRoute(Side.V6);
        });

        WideHost.Check(report, "unknown send-refused", "unknown packet-loss");
    }

    private NetworkNamespace Server => Lab.Hosts.Server;

    private void SetRoute(Side side) => Server.Configure($"route replace {(side.IsV6 ? "::/0" : "0.0.0.0/0")} via {side.RouterToServer}");

    /// <summary>Begins a scan, does something once the first packets have left, and reads the report.</summary>
    private async Task<ScanReport> Interrupt(Family family, Action fault)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        var counter = new PacketCounter(Server, side, ShippedProgram.Port);
        var scan = Task.Run(() => VisitorOf(side).Scan(WideHost.Form), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => counter.Read() > 0, "the scan began");

        fault();

        return await scan;
    }
}
