using PortScanner.Core.Results;

namespace PortScanner.Engine.Tests.Scans;

public sealed class ScanSendingTests
{
    [Fact]
    public void Scan_that_is_stopped_leaves_every_silence_undecided()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 3));
        scan.Sending.Stop();
        Assert.True(scan.Sending.IsOver);
        Assert.All(scan.Results.Conclude(), result => Assert.Equal((PortState.Unknown, Reason.ScanEnded), (result.State, result.Reason)));
    }
}
