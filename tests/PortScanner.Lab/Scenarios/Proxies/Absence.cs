using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>
/// A visitor behind a proxy who is gone from one moment to the next: what belongs to his connection stays away, and the address goes on to make others,
/// as its next owner would.
/// </summary>
internal static class Absence
{
    // Where the visitor's connection leaves from, which is where no other does.
    private const string Ports = "20000-20099";

    private static readonly ScanForm Long = new() { Profile = "full", Udp = "no", Format = "text" };

    /// <summary>Checks that the scan goes on while the visitor is there, and not a packet longer than it takes to notice.</summary>
    public static async Task Check(ScanLab lab, Visitor visitor, Side side)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Firewall.Set(lab.Hosts.Router, "forward", side, "oifname \"cli\" tcp sport 61000-65535 drop");
        var counter = new PacketCounter(lab.Hosts.Server, side, 443);
        using var scan = visitor.Stream("/scan", ["--local-port", Ports, .. Long.Arguments()]);
        await Eventually.Holds(() => counter.Read() > 500, "the scan was well on its way");

        // Longer than anybody is probed without a sign, though the proxy itself need not ask for one.
        await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
        var afterSixSeconds = counter.Read();
        await Eventually.Holds(() => counter.Read() > afterSixSeconds + 500, "the scan went on");

        Firewall.Set(lab.Hosts.Client, "output", side, $"tcp sport {Ports} drop");
        await Task.Delay(TimeSpan.FromSeconds(6), cancellationToken);
        var gone = counter.Read();
        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(200, visitor.Curl("/ip").Status);
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }

        Assert.Equal(gone, counter.Read());

        // Who is back need not wait for what was left behind.
        Assert.Equal(200, visitor.Post(new ScanForm { Ports = "22" }).Status);
    }
}

/// <summary>Proxies that nobody ships a site for, as the guide sets them up.</summary>
/// <typeparam name="TLab">The proxy.</typeparam>
public abstract class GuidedProxyTests<TLab> : LabTest<TLab>
    where TLab : ProxyLab
{
    /// <summary>Skips the test where the proxy is not installed.</summary>
    protected GuidedProxyTests(TLab lab)
        : base(lab) => Assert.SkipWhen(lab.WhyNoProxy is not null, lab.WhyNoProxy ?? "");

    [Fact]
    public Task Visitor_is_probed_while_there_and_the_next_owner_of_the_address_is_not() => Absence.Check(Lab, Lab.VisitorOf(Side.V4), Side.V4);
}

/// <summary>HAProxy that speaks HTTP.</summary>
public sealed class HaproxyHttpTests(HaproxyHttpLab lab) : GuidedProxyTests<HaproxyHttpLab>(lab);

/// <summary>Caddy.</summary>
public sealed class CaddyTests(CaddyLab lab) : GuidedProxyTests<CaddyLab>(lab);
