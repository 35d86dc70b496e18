using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>The live page for everyone: each of its faces held against axe, on the smallest screen.</summary>
public sealed class AccessibleScanTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    [Fact]
    public async Task Running_and_stopped_page_are_accessible_fit_and_do_not_move_for_who_asked_for_that()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/", new() { ViewportSize = Layout.Smallest, ReducedMotion = ReducedMotion.Reduce });
        var live = new LivePage(page);
        await new StartForm(page).StartAsync("full");
        await live.RunningAsync();

        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.getAnimations().length"));

        await live.Stop.ClickAsync();
        await Assertions.Expect(live.Notice).ToBeVisibleAsync();
        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("quick")]
    public async Task Finished_page_is_accessible_and_fits(string profile)
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/", new() { ViewportSize = Layout.Smallest });
        var live = new LivePage(page);
        await new StartForm(page).StartAsync(profile);
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
        var first = await window.OpenAsync("/");
        await new StartForm(first).StartAsync("full");
        await new LivePage(first).RunningAsync();
        var page = await window.OpenAsync("/");
        await new StartForm(page).StartAsync("quick");

        await Assertions.Expect(new LivePage(page).Notice).ToBeVisibleAsync();
        await Layout.FitsAsync(page);
        await Accessibility.CheckAsync(page);
    }
}
