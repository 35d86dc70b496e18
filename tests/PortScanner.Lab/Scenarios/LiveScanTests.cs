using System.Globalization;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>What happens while a scan is on its way.</summary>
public sealed class LiveScanTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // 65,536 silent ports: it lasts as long as any of these tests needs it to.
    private static readonly ScanForm Long = new() { Profile = "full", Format = "text" };

    [Theory, BothFamilies]
    public async Task Second_scan_of_the_same_address_is_told_when_to_come_back(Family family)
    {
        var visitor = VisitorOf(Side.Of(family));
        var counter = new PacketCounter(Lab.Hosts.Server, Side.Of(family), ShippedProgram.Port);
        using var live = StartLongScan(family);
        await Eventually.Holds(() => counter.Read() > 0, "the scan began");

        var second = visitor.Post(new ScanForm { Ports = "22" });

        Assert.Equal(409, second.Status);
        Assert.InRange(int.Parse(second.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 600);
        live.Kill();
        await Eventually.Holds(() => visitor.Post(new ScanForm { Ports = "22" }).Status == 200, "a new scan was allowed");
    }

    [Theory, BothFamilies]
    public async Task Reader_who_goes_away_ends_the_sending(Family family)
    {
        var counter = new PacketCounter(Lab.Hosts.Server, Side.Of(family), ShippedProgram.Port);
        using var live = StartLongScan(family);
        await Eventually.Holds(() => counter.Read() > 500, "the scan was well on its way");

        live.Kill();

        // "Within a second"; a second more for a busy machine.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var atTwoSeconds = counter.Read();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(atTwoSeconds, counter.Read());
        Assert.Equal(200, VisitorOf(Side.Of(family)).Post(new ScanForm { Ports = "22" }).Status);
    }

    [Theory, BothFamilies]
    public async Task Visitor_who_leaves_without_a_word_is_sent_nothing_more(Family family)
    {
        var counter = new PacketCounter(Lab.Hosts.Server, Side.Of(family), ShippedProgram.Port);
        using var live = StartLongScan(family);
        await Eventually.Holds(() => counter.Read() > 500, "the scan was well on its way");

        // Nothing of the visitor's arrives any more: neither that the connection is closed, nor an answer.
        Firewall.Set(Client, "output", Side.Of(family), "drop");
        await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        var atSevenSeconds = counter.Read();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(atSevenSeconds, counter.Read());

        // Whoever is back is asked again.
        Firewall.Clear(Client);
        await Eventually.Holds(() => counter.Read() > atSevenSeconds, "the scan went on");
    }

    private Command StartLongScan(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Router, "forward", side, "oifname \"cli\" tcp flags & (syn | ack) == syn drop");
        return VisitorOf(side).Stream(Long);
    }
}
