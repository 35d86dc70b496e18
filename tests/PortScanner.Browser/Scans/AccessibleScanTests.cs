using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>The live page for everyone: each of its faces held against axe, on the smallest screen.</summary>
public sealed class AccessibleScanTests(SlowLab lab) : BrowserTest<SlowLab>(lab)
{
    // A picture of points whose last section has few cells: they are all made alike, and axe takes long for a thousand. This lab's program asks
    // so many for more than five minutes.
    private const string Many = "0-64599";

    // Cells without a number of their own, and with: the map's two forms.
    private const string Some = "T:0-299,U:53,123,161,1000";

    [Fact]
    public async Task Running_and_stopped_page_are_accessible_fit_and_do_not_move_for_who_asked_for_that()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/", new() { ViewportSize = Layout.Smallest, ReducedMotion = ReducedMotion.Reduce });
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(Many);
        await live.RunningAsync();
        await live.Section.PressAsync("End");

        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.getAnimations().length"));

        await live.Stop.ClickAsync();
        await Assertions.Expect(live.Notice).ToBeVisibleAsync();
        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
    }

    [Fact]
    public async Task Finished_page_is_accessible_and_fits()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/", new() { ViewportSize = Layout.Smallest });
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(Some);
        await live.FinishedAsync();

        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
    }

    [Fact]
    public async Task Page_that_has_to_wait_is_accessible()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var window = await OpenWindowAsync(Side.V4, new() { ViewportSize = Layout.Smallest });
        window.Expect("the server responded with a status of 409");
        using var other = await OtherScan.BeginAsync(Client, Side.V4);
        var page = await window.OpenAsync("/");
        await new StartForm(page).StartAsync("quick");

        await Assertions.Expect(new LivePage(page).Notice).ToBeVisibleAsync();
        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
    }
}
