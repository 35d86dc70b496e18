using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Operation;

/// <summary>Somebody who takes all the connections of a site without a proxy that he can have, and asks for nothing.</summary>
public sealed class ConnectionLimitTests(ConnectionLimitLab lab) : LabTest<ConnectionLimitLab>(lab)
{
    private const int Many = 1500;

    // Between two requests, and some for a busy machine.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Address_has_a_hundred_and_others_are_served_meanwhile_and_idle_ones_are_closed()
    {
        using var idle = new IdleConnections();
        await idle.AddAsync(Client, Side.V4.Client, Side.V4.Server, ShippedProgram.Port, Many);

        await Eventually.Holds(() => idle.Open <= 100, "those beyond the limit were closed", IdleTime);
        Assert.Equal(100, idle.Open);
        Assert.NotEqual(200, From(Side.V4.Client, Side.V4).TryCurl("/ip")?.Status);
        Assert.Equal(200, From(ConnectionLimitLab.OtherV4, Side.V4).Curl("/ip").Status);
        Assert.Equal(200, VisitorOf(Side.V6).Curl("/ip").Status);

        await Eventually.Holds(() => idle.Open == 0, "the rest were idle for too long", IdleTime);
        Assert.Equal(200, From(Side.V4.Client, Side.V4).Curl("/ip").Status);
        Assert.Empty(VisitorTraces.FoundIn(Lab.Program.Written));
    }

    [Fact]
    public async Task Household_of_IPv6_has_as_many_as_an_address_of_IPv4()
    {
        using var idle = new IdleConnections();
        await idle.AddAsync(Client, Side.V6.Client, Side.V6.Server, ShippedProgram.Port, 60);
        await idle.AddAsync(Client, ConnectionLimitLab.OtherOfHousehold, Side.V6.Server, ShippedProgram.Port, 60);

        await Eventually.Holds(() => idle.Open <= 100, "those beyond the limit were closed", IdleTime);
        Assert.Equal(100, idle.Open);
        Assert.Equal(200, From(ConnectionLimitLab.OtherHousehold, Side.V6).Curl("/ip").Status);
        Assert.Empty(VisitorTraces.FoundIn(Lab.Program.Written));
    }

    private Visitor From(IPAddress address, Side side) => new(Client, side.Server, address);
}
