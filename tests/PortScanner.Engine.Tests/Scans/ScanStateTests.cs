using PortScanner.Core.Results;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

public sealed class ScanStateTests
{
    [Fact]
    public void Answer_to_a_probe_that_never_left_is_the_work_of_our_own_firewall()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 1));
        scan.Scan.Attempts.OnRefused(new Send(0), SendError.NotSent);

        scan.Scan.Record(0, Reason.Reset, scan.Scan.Identity.TargetBits, 64, MatchedScan.SentAt, 0);

        var result = Assert.Single(scan.Results.Conclude());
        Assert.Equal((PortState.Unknown, Reason.SendRefused), (result.State, result.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Error_of_our_own_machine_decides_nothing_and_gives_way_to_any_answer(bool isIpv6)
    {
        using var scan = new MatchedScan(isIpv6, Plans.Syns(1, 1));
        scan.Receive(scan.Error(scan.Source, scan.Sent()));
        Assert.Equal(Reason.SendRefused, scan.Reason);
        Assert.False(scan.Scan.Answers.IsDecided(0));

        scan.Receive(scan.Error(scan.Other, scan.Sent()));
        Assert.Equal(Reason.PortUnreach, scan.Reason);
        Assert.True(scan.Scan.Answers.IsDecided(0));
    }
}
