using PortScanner.Engine.Options;
using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scans;

public sealed class ScanCapacityTests
{
    private const int Plenty = 1_000_000;

    [Theory]
    [InlineData(117, 1000)]
    [InlineData(187, 1000)]
    [InlineData(1100, 125)]
    [InlineData(65600, 11)]
    public void Default_machine_has_room_for_so_many_scans(int probes, int scans)
    {
        var options = new ScanEngineOptions();
        var room = new ScanCapacity(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        Assert.All(Enumerable.Range(0, scans), _ => Assert.NotNull(room.TryReserve(probes)));
    }

    [Fact]
    public void Scan_whose_path_may_carry_more_reserves_no_more_than_it_begins_with()
    {
        var room = new ScanCapacity(2 * 1200, 10_000, Plenty);
        using var first = room.TryReserve(65_536);
        Assert.NotNull(room.TryReserve(65_536));
        Assert.Null(room.TryReserve(1200));
    }

    [Theory]
    [InlineData(2000, Plenty)]
    [InlineData(Plenty, 2800)]
    public void Scan_without_room_has_it_once_another_ended(int packetsPerSecond, int maximumProbes)
    {
        var room = new ScanCapacity(packetsPerSecond, 1000, maximumProbes);
        using var first = room.TryReserve(1000);
        var second = room.TryReserve(1100);
        Assert.Null(room.TryReserve(1000));
        second!.Dispose();
        second.Dispose();
        Assert.NotNull(room.TryReserve(1000));
        Assert.Null(room.TryReserve(1000));
    }

    [Theory]
    [InlineData(513)]
    [InlineData(16400)]
    [InlineData(65536)]
    public void Large_scans_leave_room_for_250_quick_ones_however_many_there_are(int probes)
    {
        var options = new ScanEngineOptions();
        var room = new ScanCapacity(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        while (room.TryReserve(probes) is not null || room.TryReserve(513) is not null)
        {
        }

        Assert.All(Enumerable.Range(0, 250), _ => Assert.NotNull(room.TryReserve(187)));
    }

    [Fact]
    public void Scan_is_told_what_the_machine_has_for_it_beside_the_others()
    {
        var room = new ScanCapacity(125_000, 10_000, Plenty * 2);
        Assert.Equal(10_000, room.TryReserve(65_577)!.PacketsPerSecond);
        var nineteen = Enumerable.Range(0, 19).Select(_ => room.TryReserve(65_577)!).ToList();
        Assert.Equal(6250, nineteen[^1].PacketsPerSecond);
        Assert.Equal([null, null], [room.TryReserve(143)!.PacketsPerSecond, room.TryReserve(1100, TimeSpan.FromSeconds(1))!.PacketsPerSecond]);

        // Quick scans have theirs first; once a scan is over the others have more.
        var quick = Enumerable.Range(0, 100).Select(_ => room.TryReserve(150)!).ToList();
        Assert.InRange(room.TryReserve(1100)!.PacketsPerSecond!.Value, 5300, 5500);
        quick.ForEach(scan => scan.Dispose());
        nineteen.ForEach(scan => scan.Dispose());
        Assert.Equal(10_000, room.TryReserve(1100)!.PacketsPerSecond);
    }

    [Theory]
    [InlineData(100, 10_000)]
    [InlineData(1000, 50)]
    public void Scan_is_told_of_no_more_than_there_is(int packetsPerSecond, int perTarget) =>
        Assert.Equal(Math.Min(packetsPerSecond, perTarget), new ScanCapacity(packetsPerSecond, perTarget, Plenty).TryReserve(65_536)!.PacketsPerSecond);

    [Fact]
    public void Gentle_scan_takes_hardly_any_of_the_pace()
    {
        var room = new ScanCapacity(1000, 1000, Plenty);
        using var gentle = room.TryReserve(1100, TimeSpan.FromSeconds(1));
        Assert.NotNull(room.TryReserve(1100));
        Assert.Null(room.TryReserve(1100));
    }

    [Fact]
    public void Scan_that_is_alone_always_has_room()
    {
        var room = new ScanCapacity(50, 1000, 100);
        using (room.TryReserve(65536))
        {
            Assert.Null(room.TryReserve(1));
        }

        Assert.NotNull(room.TryReserve(65536));
    }

    [Fact]
    public void Nothing_is_done_beside_a_scan_and_something_once_there_is_none()
    {
        var room = new ScanCapacity(Plenty, 1000, Plenty);
        var done = 0;
        using (room.TryReserve(1))
        {
            Assert.False(room.TryWhileEmpty(() => done++));
        }

        Assert.True(room.TryWhileEmpty(() => done++));
        Assert.Equal((1, 1), (done, room.ReservationCount));
    }
}
