using System.Text.Json;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>A proxy on another machine, where nothing but the visitor's own answers shows that he is there.</summary>
public sealed class RemoteProxyTests : LabTest<RemoteProxyLab>
{
    private static readonly ScanForm Long = new() { Profile = "full", Udp = "no", Format = null };

    public RemoteProxyTests(RemoteProxyLab lab)
        : base(lab)
    {
        Assert.SkipWhen(lab.WhyNoProxy is not null, lab.WhyNoProxy ?? "");
        Firewall.Set(Router, "forward", Side.V4, "oifname \"cli\" tcp sport 61000-65535 drop");
    }

    [Fact]
    public void Visitor_who_only_reads_is_probed_for_no_more_than_five_seconds_and_told_why_the_test_ended()
    {
        var counter = new PacketCounter(Lab.Hosts.Server, Side.V4, ShippedProgram.Port);

        var report = Lab.Visitor.Scan(Long with { Format = "json" });

        // At most five seconds at the pace of a scan, 1,200 packets a second; what the request takes to become a scan counts, too.
        Assert.InRange(counter.Read(), 0, 6000);
        Assert.All(report.Results, row => Assert.Equal("unknown target-unseen", row.Answer));
        Assert.Contains("A visitor cannot be seen behind the proxy", Lab.Program.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visitor_whose_page_answers_is_probed_until_it_does_not()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var counter = new PacketCounter(Lab.Hosts.Server, Side.V4, ShippedProgram.Port);
        var scan = LiveScan.Begin(Lab.Visitor, Long);
        var answers = true;
        using var events = Lab.Visitor.Stream($"{scan.Path}/events", [], line =>
        {
            if (Volatile.Read(ref answers) && line.StartsWith("data: {\"sign\":", StringComparison.Ordinal))
            {
                var sign = JsonSerializer.Deserialize<JsonElement>(line[6..]).GetProperty("sign").GetString();
                Assert.Equal(204, Lab.Visitor.Curl($"{scan.Path}/alive/{sign}", "-X", "POST").Status);
            }
        });
        await Eventually.Holds(() => counter.Read() > 500, "the scan was well on its way");
        await Task.Delay(TimeSpan.FromSeconds(7), cancellationToken);
        var afterSevenSeconds = counter.Read();
        await Eventually.Holds(() => counter.Read() > afterSevenSeconds + 500, "the scan went on");

        // The page goes on reading, so that the proxy has a reader as before.
        Volatile.Write(ref answers, false);
        await Task.Delay(TimeSpan.FromSeconds(7), cancellationToken);
        var gone = counter.Read();
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        Assert.Equal(gone, counter.Read());
        Assert.Equal(200, Lab.Visitor.Post(new ScanForm { Ports = "22" }).Status);
    }
}
