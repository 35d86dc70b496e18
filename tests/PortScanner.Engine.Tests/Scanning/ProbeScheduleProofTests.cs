using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tests.Scanning.Simulation;

namespace PortScanner.Engine.Tests.Scanning;

/// <summary>What proves little neither ends a scan before better can come nor makes one longer.</summary>
public sealed class ProbeScheduleProofTests
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
            Assert.InRange(scan.EndedAt, time, (2 * ProbeSchedule.CarefulGap) + time + TimeSpan.FromMilliseconds(100));
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

    [Theory]
    [InlineData(Reason.ResetUnproved)]
    [InlineData(Reason.UdpUnverified)]
    public void Answers_without_proof_make_a_scan_no_longer_and_are_no_limit(Reason reason)
    {
        var forged = reason == Reason.ResetUnproved ? Behaviour.ForgedReset : Behaviour.ForgedReply;
        for (var seed = 0; seed < 20; seed++)
        {
            Behaviour[] others = [.. Enumerable.Repeat(Behaviour.Closed, 30), Behaviour.Rejected, .. Enumerable.Repeat(Behaviour.Silent, 20)];
            var calm = SimulatedScan.Run(new Scenario([.. others, .. Enumerable.Repeat(Behaviour.Silent, 40)], seed));
            var attacked = SimulatedScan.Run(new Scenario([.. others, .. Enumerable.Repeat(forged, 40)], seed));

            Assert.False(attacked.IsLimitRecognised);
            Assert.Equal(calm.Reasons.Take(others.Length), attacked.Reasons.Take(others.Length));
            Assert.All(attacked.Reasons.Skip(others.Length), found => Assert.Contains(found, new[] { reason, Reason.NoReply }));
            Assert.Contains(reason, attacked.Reasons);
            Assert.InRange(attacked.EndedAt, TimeSpan.Zero, calm.EndedAt + TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void Path_that_only_answers_without_proof_came_over_is_not_known_to_work()
    {
        Behaviour[] ports = [.. Enumerable.Repeat(Behaviour.Silent, 20), Behaviour.ForgedReply];
        var scan = SimulatedScan.Run(new Scenario(ports, 1) { HasConnection = true, HeardNever = true });
        Assert.All(scan.Reasons.Take(20), reason => Assert.Equal(Reason.PacketLoss, reason));
    }
}
