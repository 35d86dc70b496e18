using PortScanner.Engine.Options;
using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class ScanRoomTests
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
        var room = new ScanRoom(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        Assert.All(Enumerable.Range(0, scans), _ => Assert.NotNull(room.TryPromise(probes)));
    }

    [Theory]
    [InlineData(2000, Plenty)]
    [InlineData(Plenty, 2800)]
    public void Scan_without_room_has_it_once_another_ended(int packetsPerSecond, int maximumProbes)
    {
        var room = new ScanRoom(packetsPerSecond, 1000, maximumProbes);
        using var first = room.TryPromise(1000);
        var second = room.TryPromise(1100);
        Assert.Null(room.TryPromise(1000));
        second!.Dispose();
        second.Dispose();
        Assert.NotNull(room.TryPromise(1000));
        Assert.Null(room.TryPromise(1000));
    }

    [Theory]
    [InlineData(513)]
    [InlineData(16400)]
    [InlineData(65536)]
    public void Large_scans_leave_room_for_250_quick_ones_however_many_there_are(int probes)
    {
        var options = new ScanEngineOptions();
        var room = new ScanRoom(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        while (room.TryPromise(probes) is not null || room.TryPromise(513) is not null)
        {
        }

        Assert.All(Enumerable.Range(0, 250), _ => Assert.NotNull(room.TryPromise(187)));
    }

    [Fact]
    public void Gentle_scan_takes_hardly_any_of_the_pace()
    {
        var room = new ScanRoom(1000, 1000, Plenty);
        using var gentle = room.TryPromise(1100, TimeSpan.FromSeconds(1));
        Assert.NotNull(room.TryPromise(1100));
        Assert.Null(room.TryPromise(1100));
    }

    [Fact]
    public void Scan_that_is_alone_always_has_room()
    {
        var room = new ScanRoom(50, 1000, 100);
        using (room.TryPromise(65536))
        {
            Assert.Null(room.TryPromise(1));
        }

        Assert.NotNull(room.TryPromise(65536));
    }

    [Fact]
    public void Nothing_is_done_beside_a_scan_and_something_once_there_is_none()
    {
        var room = new ScanRoom(Plenty, 1000, Plenty);
        var done = 0;
        using (room.TryPromise(1))
        {
            Assert.False(room.TryWhileEmpty(() => done++));
        }

        Assert.True(room.TryWhileEmpty(() => done++));
        Assert.Equal((1, 1), (done, room.PromiseCount));
    }
}
