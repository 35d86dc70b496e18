using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Tests.Scanning;

[Trait("Needs", "raw sockets")]
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

    [Fact]
    public void Answer_to_a_probe_that_never_left_is_the_work_of_our_own_firewall()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 1));
        scan.Scan.Attempts.OnRefused(0, SendRefusal.NotSent);

        scan.Scan.Record(0, Reason.Reset, scan.Scan.Identity.TargetBits, 64, MatchedScan.SentAt, 0);

        var result = Assert.Single(scan.Scan.Conclude());
        Assert.Equal((PortState.Unknown, Reason.SendRefused), (result.State, result.Reason));
    }

    [Theory]
    [InlineData(Reason.SynAck, Remarks.OneOfMany)]
    [InlineData(Reason.Reset, Remarks.None)]
    public void Open_ports_of_a_device_that_answers_for_all_low_ports_are_told_again_at_the_end(Reason low, Remarks remarks)
    {
        using var scan = new MatchedScan(false, [.. Plans.Syns(1, 30), Plans.Syn(8080)]);
        for (var i = 0; i <= 30; i++)
        {
            scan.Scan.Record(i, i < 30 ? low : Reason.SynAck, scan.Scan.Identity.TargetBits, 64, 1, 0);
        }

        Assert.All(scan.Scan.TakeResults(), result => Assert.Equal(Remarks.None, result.Remarks));
        Assert.Equal(
            remarks == Remarks.None ? [] : Enumerable.Repeat(remarks, 30),
            scan.Scan.Conclude().Where(result => result.Probe.Port < 1024).Select(result => result.Remarks));
        Assert.DoesNotContain(scan.Scan.Conclude(), result => result.Probe.Port == 8080);
    }

    [Fact]
    public void Recognised_service_among_ports_that_all_answer_in_udp_is_not_one_of_many()
    {
        using var scan = new MatchedScan(false, Enumerable.Range(1, 30).Select(port => new Probe(ProbeKind.UdpEmpty, (ushort)port)));
        for (var i = 0; i < 30; i++)
        {
            scan.Scan.Record(i, i == 7 ? Reason.UdpReply : Reason.UdpUnverified, scan.Scan.Identity.TargetBits, 64, 1, -1, isProved: i == 7);
        }

        Assert.All(
            scan.Scan.Conclude().GroupBy(result => result.Probe).Select(results => results.Last()),
            result => Assert.Equal(result.Reason == Reason.UdpReply ? Remarks.None : Remarks.OneOfMany, result.Remarks));
    }

    [Fact]
    public void Usual_distance_is_that_of_answers_that_prove_themselves()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 8));
        for (var i = 0; i < 8; i++)
        {
            scan.Scan.Record(i, i < 3 ? Reason.Reset : Reason.ResetUnproved, scan.Scan.Identity.TargetBits, (byte)(i < 3 ? 60 : 50), 1, i < 3 ? 0 : -1, isProved: i < 3);
        }

        Assert.All(scan.Scan.Conclude(), result => Assert.Equal(Remarks.None, result.Remarks));
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
