using PortScanner.Engine.Scanning;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class ScanRoomTests
{
    private const int Plenty = 1_000_000;

    [Theory]
    [InlineData(117, 1000)]
    [InlineData(187, 1000)]
    [InlineData(1100, 150)]
    [InlineData(65600, 15)]
    public void Default_machine_has_room_for_so_many_scans(int probes, int scans)
    {
        var options = new ScanEngineOptions();
        var room = new ScanRoom(options.PacketsPerSecond, options.PacketsPerSecondPerTarget, options.MaximumProbes);
        Assert.All(Enumerable.Range(0, scans), _ => Assert.NotNull(room.TryPromise(probes)));
    }

    [Theory]
    [InlineData(1500, Plenty)]
    [InlineData(Plenty, 2100)]
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
}
