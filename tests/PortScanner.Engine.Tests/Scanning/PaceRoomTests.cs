using PortScanner.Engine.Scanning;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class PaceRoomTests
{
    private static readonly ScanEngineOptions Default = new();

    [Theory]
    [InlineData(117, 1000)]
    [InlineData(180, 1000)]
    [InlineData(65536, 150)]
    public void Default_pace_has_room_for_so_many_scans(int probes, int scans)
    {
        var room = new PaceRoom(Default.PacketsPerSecond, Default.PacketsPerSecondPerTarget);
        Assert.All(Enumerable.Range(0, scans), _ => Assert.NotNull(room.TryPromise(probes)));
    }

    [Fact]
    public void Scan_without_room_has_it_once_another_ended()
    {
        var room = new PaceRoom(1500, 1000);
        using var first = room.TryPromise(65536);
        var second = room.TryPromise(1000);
        Assert.Null(room.TryPromise(1000));
        second!.Dispose();
        second.Dispose();
        Assert.NotNull(room.TryPromise(1000));
        Assert.Null(room.TryPromise(1000));
    }

    [Fact]
    public void Scan_that_is_alone_always_has_room()
    {
        var room = new PaceRoom(50, 1000);
        using (room.TryPromise(65536))
        {
            Assert.Null(room.TryPromise(1));
        }

        Assert.NotNull(room.TryPromise(65536));
    }
}
