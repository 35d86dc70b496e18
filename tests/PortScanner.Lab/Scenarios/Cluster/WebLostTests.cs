using System.Diagnostics;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>With its web node the visitor's connection is gone, or unknown: testers stop, and know it by themselves.</summary>
public sealed class WebLostTests(ClusterLab lab) : ClusterTest(lab)
{
    // What is promised of visitors who are not known to be there, and how often this test looks.
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2.4);

    [Fact]
    public async Task Nothing_is_sent_for_a_web_node_that_was_killed()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, _) = await SilentHost.BeginAsync(Lab, traffic);
        var killed = Stopwatch.GetTimestamp();
        Lab.Web.Kill();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scan);
        await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        Assert.True(traffic.LastAfter(killed) is not { } last || last < Promise, $"{traffic.LastAfter(killed)}");
        Assert.Single(traffic.Now, count => count > 0);
    }

    [Fact]
    public async Task Nothing_is_sent_for_a_web_node_that_hangs_and_its_scan_is_finished_once_it_goes_on()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, _) = await SilentHost.BeginAsync(Lab, traffic);
        Lab.Web.Suspend(() =>
        {
            var hanging = Stopwatch.GetTimestamp();
            Thread.Sleep(TimeSpan.FromSeconds(8));
            Assert.True(traffic.LastAfter(hanging) is not { } last || last < Pause, $"{traffic.LastAfter(hanging)}");
        });
        SilentHost.AssertFinished(await scan);
        Assert.Empty(traffic.TwoAtOnce);
    }
}
