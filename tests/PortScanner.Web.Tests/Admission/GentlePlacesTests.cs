using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Admission;

/// <summary>Gentle scans take minutes, and leave room for those that are quick.</summary>
public sealed class GentlePlacesTests
{
    [Fact]
    public async Task Scan_keeps_its_place_until_it_ends_and_one_that_never_began_gives_it_back()
    {
        var places = new GentlePlaces(2);
        var scan = new TaskCompletionSource();
        var running = PermitWith(places.TryTake(1)).UseAsync(scan.Task);
        var unused = PermitWith(places.TryTake(1));
        Assert.Null(places.TryTake(1));

        unused.GiveBackIfUnused();
        PermitWith(places.TryTake(1));
        Assert.Null(places.TryTake(1));
        scan.SetResult();
        await running;
        Assert.NotNull(places.TryTake(1));
    }

    [Fact]
    public void Place_that_is_given_back_twice_counts_once()
    {
        var places = new GentlePlaces(1);
        var first = places.TryTake(1);
        first!.Dispose();
        Assert.NotNull(places.TryTake(1));
        first.Dispose();
        Assert.Null(places.TryTake(1));
    }

    [Fact]
    public void Scan_that_needs_several_has_them_if_it_is_alone()
    {
        var places = new GentlePlaces(6);
        Assert.NotNull(places.TryTake(4));
        Assert.NotNull(places.TryTake(2));
        Assert.Null(places.TryTake(1));
        Assert.NotNull(new GentlePlaces(1).TryTake(4));
    }

    private static ScanPermit PermitWith(IDisposable? place)
    {
        Assert.NotNull(place);
        var permit = new ScanPermit(() => { }, () => { });
        permit.Hold(place);
        return permit;
    }
}
