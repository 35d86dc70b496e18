using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Schedule.Simulation;
using PortScanner.Engine.Tests.Tables;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>What runs for every packet allocates nothing.</summary>
[Trait("Needs", "raw sockets")]
public sealed class AllocationTests
{
    private const int Rounds = 2000;

    [Fact]
    public void Matching_a_packet_allocates_nothing()
    {
        using var scan = new MatchedScan(false, Plans.Syn(80), Plans.Udp(ProbeKind.Ntp), Plans.Echo, Plans.Udp(ProbeKind.Tftp));
        scan.AskFromSecond(3);
        byte[][] packets =
        [
            scan.Tcp(scan.Target, 80, TcpControlBits.Syn | TcpControlBits.Ack, 1, scan.Scan.Identity.Sequence.Of(0) + 1),
            scan.Udp(scan.Target, 123, MatchedScan.SourcePort, [1, 2, 3]),
            scan.Udp(scan.Target, 4000, MatchedScan.SourcePort, [1, 2, 3]),
            scan.Udp(scan.Target, 69, MatchedScan.SecondSourcePort, [0, 5, 0, 1, (byte)'n', 0]),
            scan.Udp(scan.Target, 4711, MatchedScan.SecondSourcePort, [0, 5, 0, 1, (byte)'n', 0]),
            scan.Error(scan.Other, scan.Sent(3, isSecond: true)),
            scan.Error(scan.Other, scan.Sent(1)),
            scan.Error(scan.Other, scan.Sent(1)[..28]),
            scan.EchoReply(scan.Target, scan.Sent(2)),
            scan.Tcp(scan.Target, 81, TcpControlBits.Rst, 1, 0),
        ];
        Assert.All(packets, packet => Assert.Equal(0, AllocatedBy(() => scan.Matcher.OnPacket(packet, MatchedScan.SentAt + 1, isLoopback: false))));
    }

    [Fact]
    public void Building_a_packet_allocates_nothing()
    {
        using var scan = new MatchedScan(true, Plans.Syn(80), Plans.Udp(ProbeKind.Ntp), Plans.Echo, Plans.Udp(ProbeKind.Sip));
        var packet = new byte[RawSender.MaximumPacketLength];
        Assert.Equal(0, AllocatedBy(() =>
        {
            for (var index = 0; index < 4; index++)
            {
                scan.Scan.Builder.Build(index, 3, 5, packet);
                scan.Scan.Builder.Build(index, 3, 5, packet, isSecond: true);
            }
        }));
    }

    [Fact]
    public void Choosing_what_to_send_and_noting_it_allocates_nothing()
    {
        var (probes, answers, attempts) = (Plans.Table(Plans.Syns(1, 4 * Rounds)), new AnswerTable(4 * Rounds), new AttemptTable(4 * Rounds));
        var schedule = new ProbeSchedule(probes, answers, attempts, new SimulatedCapture(new Scenario([], 0)), false, TimeSpan.FromHours(1), new SeededRandom(1, 0).Next);
        var now = TimeSpan.Zero;
        Assert.Equal(0, AllocatedBy(() =>
        {
            now += ProbeSchedule.CarefulGap;
            if (schedule.Next(now) is { } next)
            {
                attempts.Send(next, 0, now.Ticks);
            }
        }));
        Assert.True(schedule.Unasked < 2 * Rounds);
    }

    [Fact]
    public void Following_the_path_allocates_nothing()
    {
        var (pace, samples, now, delivered) = (new PathPace(10_000), new RoundTripSamples(), TimeSpan.FromSeconds(1), 0);
        var flows = Enumerable.Range(0, 16)
            .Select(i => new ConnectionFlow(1, i, i / 3, TimeSpan.FromMilliseconds(20 + i), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20))).ToArray();
        Assert.Equal(0, AllocatedBy(() =>
        {
            now += TimeSpan.FromMilliseconds(1);
            samples.Add((uint)(20_000 + (now.Ticks % 70_000)));
            while (samples.TryTake(out var roundTrip))
            {
                pace.OnAnswer(now, roundTrip);
            }

            pace.OnReplies((int)(now.TotalMilliseconds / 2), (int)(now.TotalMilliseconds / 50));
            pace.OnControls(now, (int)(now.TotalMilliseconds / 100), (int)(now.TotalMilliseconds / 300), 1000);
            pace.OnConnection(now, flows[delivered++ % flows.Length]);
            pace.OnSent(now, 2);
        }));
        Assert.InRange(pace.PacketsPerSecond, PathPace.Least, 10_000);
    }

    private static long AllocatedBy(Action action)
    {
        // The runtime allocates once or twice while it compiles what is hot; a round that allocates does so every time.
        var least = long.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < Rounds; round++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
