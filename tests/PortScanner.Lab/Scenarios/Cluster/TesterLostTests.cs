using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>A tester that is killed, hangs, is cut off or leaves in the midst of a scan: another goes on, never two at once, and nothing is called silent for it.</summary>
public sealed class TesterLostTests(ClusterLab lab) : ClusterTest(lab)
{
    private string WebLog => Lab.Web.Written;

    [Fact]
    public async Task Killed_tester_is_followed_by_another()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, lost) = await SilentHost.BeginAsync(Lab, traffic);
        Lab.Tester(lost).Kill();
        SilentHost.AssertFinished(await scan);
        AssertHandedOn(traffic, lost);
    }

    [Fact]
    public async Task Tester_that_hangs_is_followed_by_another_and_sends_nothing_when_it_goes_on()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, lost) = await SilentHost.BeginAsync(Lab, traffic);
        var sent = 0L;
        Lab.Tester(lost).Suspend(() =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            sent = traffic.Now[lost - 1];
            Thread.Sleep(TimeSpan.FromSeconds(7));
        });
        SilentHost.AssertFinished(await scan);
        AssertHandedOn(traffic, lost);
        Assert.Equal(sent, traffic.Now[lost - 1]);
    }

    [Fact]
    public async Task Tester_that_loses_the_bus_alone_has_stopped_before_another_goes_on()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, lost) = await SilentHost.BeginAsync(Lab, traffic);
        Firewall.Set(Lab.Hosts.Router, "forward", Side.V4, $"""
            ip saddr {ClusterHosts.AddressOfTester(lost)} ip daddr {ClusterHosts.AddressOfHub} drop
            ip daddr {ClusterHosts.AddressOfTester(lost)} ip saddr {ClusterHosts.AddressOfHub} drop
            """);
        SilentHost.AssertFinished(await scan);
        AssertHandedOn(traffic, lost);
    }

    [Fact]
    public async Task Tester_that_is_told_to_stop_ends_its_scan_and_takes_no_other()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, leaving) = await SilentHost.BeginAsync(Lab, traffic);
        var stopping = Task.Run(Lab.Tester(leaving).Stop, TestContext.Current.CancellationToken);
        await Eventually.Holds(() => !Lab.KnownTesters.Contains($"t{leaving}"), "the web node knew that the tester leaves");
        SilentHost.AssertFinished(await scan);
        await stopping;
        Assert.Empty(traffic.TwoAtOnce);
        Assert.Single(traffic.Now, count => count > 0);
    }

    [Fact]
    public async Task What_no_tester_finishes_is_unknown_and_says_so()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, lost) = await SilentHost.BeginAsync(Lab, traffic);
        foreach (var number in Enumerable.Range(1, ClusterHosts.TesterCount))
        {
            Lab.Tester(number).Kill();
        }

        var report = await scan;
        Assert.All(report.Results.Where(row => row.Answer != "closed reset"), row => Assert.Equal("unknown tester-lost", row.Answer));
        Assert.InRange(report.Results.Count(row => row.Answer == "unknown tester-lost"), 1499, 1500);
        Assert.True(traffic.Now[lost - 1] > 0);
    }

    private void AssertHandedOn(TesterTraffic traffic, int lost)
    {
        Assert.Empty(traffic.TwoAtOnce);
        Assert.Equal(2, traffic.Now.Count(count => count > 0));
        Assert.Contains($"Tester t{lost} was lost with a part of a scan", WebLog.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
