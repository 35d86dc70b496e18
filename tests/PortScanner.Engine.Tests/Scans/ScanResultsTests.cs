using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Tests.Scans;

[Trait("Needs", "raw sockets")]
public sealed class ScanResultsTests
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
            List<ProbeResult> results = [.. scan.Results.Take(), .. scan.Results.Conclude()];
            await answering;
            Assert.Equal(ports, results.Select(result => result.Probe).Distinct().Count());
        }
    }

    [Fact]
    public void Answer_that_was_written_and_not_yet_marked_when_a_scan_is_concluded_is_given()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 1));
        scan.Scan.Record(0, Reason.Reset, scan.Scan.Identity.TargetBits, 64, 1, 0);

        // As the table looks where the receiver is interrupted between the two.
        Assert.Single(scan.Scan.Answers.TakeChanges());
        Assert.Equal(Reason.Reset, Assert.Single(scan.Results.Conclude()).Reason);
    }

    [Theory]
    [InlineData(Reason.SynAck, Remarks.ManyOpenPorts)]
    [InlineData(Reason.Reset, Remarks.None)]
    public void Open_ports_of_a_device_that_answers_for_all_low_ports_are_told_again_at_the_end(Reason low, Remarks remarks)
    {
        using var scan = new MatchedScan(false, [.. Plans.Syns(1, 30), Plans.Syn(8080)]);
        for (var i = 0; i <= 30; i++)
        {
            scan.Scan.Record(i, i < 30 ? low : Reason.SynAck, scan.Scan.Identity.TargetBits, 64, 1, 0);
        }

        Assert.All(scan.Results.Take(), result => Assert.Equal(Remarks.None, result.Remarks));
        Assert.Equal(
            remarks == Remarks.None ? [] : Enumerable.Repeat(remarks, 30),
            scan.Results.Conclude().Where(result => result.Probe.Port < 1024).Select(result => result.Remarks));
        Assert.DoesNotContain(scan.Results.Conclude(), result => result.Probe.Port == 8080);
    }

    [Fact]
    public void Recognised_service_among_ports_that_all_answer_in_udp_is_not_one_of_many()
    {
        using var scan = new MatchedScan(false, Enumerable.Range(1, 30).Select(port => new Probe(ProbeKind.UdpEmpty, (ushort)port)));
        for (var i = 0; i < 30; i++)
        {
            scan.AskFromSecond(i);
            foreach (var isToSecond in new[] { false, true })
            {
                var reason = i == 7 ? Reason.UdpReply : Reason.UdpUnverified;
                scan.Scan.Record(i, reason, scan.Scan.Identity.TargetBits, 64, 1, -1, isProved: i == 7, isToSecond: isToSecond);
            }
        }

        Assert.All(
            scan.Results.Conclude().GroupBy(result => result.Probe).Select(results => results.Last()),
            result => Assert.Equal(result.Reason == Reason.UdpReply ? Remarks.None : Remarks.ManyOpenPorts, result.Remarks));
    }

    [Fact]
    public void Usual_distance_is_that_of_answers_that_prove_themselves()
    {
        using var scan = new MatchedScan(false, Plans.Syns(1, 8));
        for (var i = 0; i < 8; i++)
        {
            scan.Scan.Record(i, i < 3 ? Reason.Reset : Reason.ResetUnproved, scan.Scan.Identity.TargetBits, (byte)(i < 3 ? 60 : 50), 1, i < 3 ? 0 : -1, isProved: i < 3);
        }

        Assert.All(scan.Results.Conclude(), result => Assert.Equal(Remarks.None, result.Remarks));
    }
}
