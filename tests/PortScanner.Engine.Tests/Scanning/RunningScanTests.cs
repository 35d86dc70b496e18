using PortScanner.Core.Results;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class RunningScanTests
{
    [Fact]
    public async Task Answers_that_come_while_a_scan_is_concluded_are_in_no_case_lost()
    {
        const int ports = 500;
        for (var round = 0; round < 200; round++)
        {
            using var scan = new MatchedScan(false, Plans.Syns(1, ports));
            var answering = Task.Run(
                () =>
                {
                    for (var i = 0; i < ports; i++)
                    {
                        scan.Scan.Record(i, Reason.Reset, scan.Scan.Identity.TargetBits, 64, 1, 0);
                    }
                },
                TestContext.Current.CancellationToken);
            List<ProbeResult> results = [.. scan.Scan.TakeResults(), .. scan.Scan.Conclude()];
            await answering;
            Assert.Equal(ports, results.Select(result => result.Probe).Distinct().Count());
        }
    }

    [Fact]
    public void Scan_that_is_stopped_leaves_every_silence_undecided()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 3));
        scan.Scan.Stop();
        Assert.True(scan.Scan.IsOver);
        Assert.All(scan.Scan.Conclude(), result => Assert.Equal((PortState.Unknown, Reason.ScanEnded), (result.State, result.Reason)));
    }
}
