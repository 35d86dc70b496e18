using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Scanning.Simulation;

namespace PortScanner.Engine.Tests.Scanning;

/// <summary>What proves little does not end a scan before better can come.</summary>
public sealed class PassScheduleProofTests
{
    [Theory]
    [InlineData(20, false)]
    [InlineData(300, false)]
    [InlineData(900, false)]
    [InlineData(20, true)]
    [InlineData(300, true)]
    [InlineData(1500, true)]
    public void Error_that_is_quicker_than_the_targets_own_answer_does_not_end_the_scan(int roundTrip, bool isPathKnown)
    {
        var time = TimeSpan.FromMilliseconds(roundTrip);
        for (var seed = 0; seed < 20; seed++)
        {
            var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.OpenDespiteError, 3)], seed)
            {
                RoundTrip = time,
                Path = isPathKnown ? new PathRoundTrip(time, time / 8) : null,
            });
            Assert.All(scan.Reasons, reason => Assert.Equal(Reason.SynAck, reason));
            Assert.All(Enumerable.Range(0, 3), index => Assert.Equal(Remarks.Contradicted, scan.RemarksOf(index)));
            Assert.InRange(scan.EndedAt, time, time + TimeSpan.FromMilliseconds(100));
        }
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(400, 500)]
    public void Scan_that_errors_decided_ends_once_the_target_had_its_time(int roundTrip, int atLeast)
    {
        var time = TimeSpan.FromMilliseconds(roundTrip);
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Rejected, 30)], 1) { RoundTrip = time, Path = new PathRoundTrip(time, time / 16) });
        Assert.All(scan.Reasons, reason => Assert.Equal(Reason.AdminProhibited, reason));
        Assert.InRange(scan.EndedAt - scan.LastSentAt, TimeSpan.FromMilliseconds(atLeast - 5), TimeSpan.FromMilliseconds(atLeast + 150));
    }
}
