using PortScanner.Lab.Crowds;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>Many visitors in the same moment, whose hosts behave differently.</summary>
public sealed class CrowdTests(CrowdLab lab) : LabTest<CrowdLab>(lab)
{
    private const int OfAKindAndFamily = 15;

    // An ordinary router's limit, and each host has its own.
    private const int ErrorsPerSecond = 10;

    [Fact]
    public async Task Ninety_visitors_at_once_get_the_truth_each_about_their_own_host()
    {
        Crowd.Guard(Client, ErrorsPerSecond);

        await Task.WhenAll(CheckAsync(Side.V4), CheckAsync(Side.V6));
    }

    private async Task CheckAsync(Side side)
    {
        var visitors = CrowdHost.All.SelectMany(host => Enumerable.Range(0, OfAKindAndFamily), (host, i) => (Host: host, Address: host.Address(side, i))).ToList();
        var answers = await CrowdVisitor.ScanAllAsync(
            Client, side.Server, [.. visitors.Select(visitor => visitor.Address)], new ScanForm { Profile = "quick", Icmp = null });

        Assert.All(visitors.Zip(answers), pair =>
        {
            var report = pair.Second.Report();
            Assert.Equal(pair.First.Address.ToString(), report.Target.Address);
            Assert.NotEmpty(report.Results);
            Assert.Equal([], report.Results.Where(row => row.Answer != pair.First.Host.Truth(row.Protocol)).Select(row => $"{row.Protocol} {row.Port} {row.Answer}"));
        });
    }
}
