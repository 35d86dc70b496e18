using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>Gentle scans take minutes, and leave room for those that are quick.</summary>
public sealed class GentlePlacesTests
{
    [Fact]
    public async Task Scan_keeps_its_place_until_it_ends_and_one_that_never_began_gives_it_back()
    {
        var places = new GentlePlaces(2);
        var scan = new TaskCompletionSource();
        var (used, unused) = (Permit(), Permit());
        Assert.True(places.TryTake(1, used));
        Assert.True(places.TryTake(1, unused));
        var running = used.UseAsync(scan.Task);
        Assert.False(places.TryTake(1, Permit()));

        await unused.GiveBackIfUnusedAsync();
        Assert.True(places.TryTake(1, Permit()));
        await used.GiveBackIfUnusedAsync();
        Assert.False(places.TryTake(1, Permit()));
        scan.SetResult();
        await running;
        Assert.True(places.TryTake(1, Permit()));
    }

    [Fact]
    public void Scan_that_needs_several_has_them_if_it_is_alone()
    {
        var places = new GentlePlaces(6);
        Assert.True(places.TryTake(4, Permit()));
        Assert.True(places.TryTake(2, Permit()));
        Assert.False(places.TryTake(1, Permit()));
        Assert.True(new GentlePlaces(1).TryTake(4, Permit()));
    }

    private static ScanPermit Permit() => new(() => Task.CompletedTask, () => Task.CompletedTask);
}
