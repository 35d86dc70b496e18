using System.Diagnostics;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Scenarios.Cluster;

/// <summary>A broker that ends, hangs or stays away costs time and no row: nobody is taken for lost, and nobody sends whom the web node does not hear.</summary>
public sealed class BusFaultTests(ClusterLab lab) : ClusterTest(lab)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broker_that_is_away_for_a_second_is_noticed_by_nobody(bool atOnce)
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var before = Losses;
        var (scan, _) = await SilentHost.BeginAsync(Lab, traffic);
        Lab.Broker.Stop(atOnce);
        await Task.Delay(TimeSpan.FromSeconds(0.8), TestContext.Current.CancellationToken);
        Lab.Broker.StartAgain();
        SilentHost.AssertFinished(await scan);
        Assert.Single(traffic.Now, count => count > 0);
        Assert.Equal(before, Losses);
    }

    [Fact]
    public async Task Scan_goes_on_after_a_broker_that_hung_for_three_seconds()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, _) = await SilentHost.BeginAsync(Lab, traffic);
        Lab.Broker.Suspend(isSuspended: true);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Lab.Broker.Suspend(isSuspended: false);
        SilentHost.AssertFinished(await scan);
        Assert.Empty(traffic.TwoAtOnce);
    }

    [Fact]
    public async Task Nothing_is_sent_while_the_broker_stays_away_and_the_scan_is_finished_afterwards()
    {
        using var traffic = new TesterTraffic(Client, SilentHost.Rules);
        var (scan, _) = await SilentHost.BeginAsync(Lab, traffic);
        var away = Stopwatch.GetTimestamp();
        Lab.Broker.Stop(atOnce: true);
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);

        // Two seconds, the network's part of it, and how often this test looks.
        Assert.True(traffic.LastAfter(away) is not { } last || last < TimeSpan.FromSeconds(2.4), $"{traffic.LastAfter(away)}");
        Lab.Broker.StartAgain();
        SilentHost.AssertFinished(await scan);
        Assert.Empty(traffic.TwoAtOnce);
    }

    private int Losses => Lab.Web.Written.AsSpan().Count(" was lost with a part of a scan");
}
