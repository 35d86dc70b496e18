using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A long way: a bad mobile line, and a satellite that is busy.</summary>
public sealed class DelayTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory]
    [InlineData(Family.IPv4, 300)]
    [InlineData(Family.IPv6, 300)]
    [InlineData(Family.IPv4, 1500)]
    [InlineData(Family.IPv6, 1500)]
    public void Ports_are_right_and_the_round_trip_is_that_of_the_line(Family family, int milliseconds)
    {
        var side = Side.Of(family);
        OpenTcp(Client, WideHost.Listening);
        Firewall.Set(Client, "input", side, WideHost.Drop);
        using var line = Delay(side, TimeSpan.FromMilliseconds(milliseconds));

        var report = VisitorOf(side).Scan(WideHost.Form);

        WideHost.Check(report);
        var roundTrips = report.Results.Select(row => row.RttMs).OfType<double>().Order().ToList();
        Assert.NotEmpty(roundTrips);
        Assert.InRange(roundTrips[0], milliseconds - 5, milliseconds + 500);
        Assert.InRange(roundTrips[roundTrips.Count / 2], milliseconds - 5, milliseconds + 500);
    }

    /// <summary>Delays the SYNs that the router passes on to the client.</summary>
    private Middlebox Delay(Side side, TimeSpan delay)
    {
        Firewall.Set(Router, "forward", side, "oifname \"cli\" tcp flags & (syn | ack) == syn drop");
        using var neighbour = new Link(Client, "wan");
        var neighboursAddress = neighbour.Address;
        var toClient = new Link(Router, "cli");
        return new Middlebox(new Link(Router, "srv"), toClient, delay, frame =>
        {
            if (Syn.Of(frame, side) is null)
            {
                return [];
            }

            neighboursAddress.CopyTo(frame, 0);
            toClient.Address.CopyTo(frame, 6);
            return [frame];
        });
    }
}
