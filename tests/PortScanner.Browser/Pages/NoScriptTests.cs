using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Pages;

/// <summary>The whole way without script: form, report, refusal.</summary>
public sealed class NoScriptTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    [Theory, BothFamilies]
    public async Task Form_leads_to_a_true_report_that_fits_the_smallest_screen(Family family)
    {
        using var host = new KnownHost(Lab.Hosts, Side.Of(family));
        var window = await OpenWindowAsync(Side.Of(family), new() { JavaScriptEnabled = false, ViewportSize = Layout.Smallest });
        var page = await window.OpenAsync("/");

        await new StartForm(page).ScanAsync(KnownHost.Ports);

        await Assertions.Expect(page.Locator("#result")).ToBeAttachedAsync();
        await page.WaitForLoadStateAsync();
        var states = await WrittenReport.StatesAsync(page);
        Assert.Equal(12, states.Count);
        Assert.All(states, port => Assert.Equal([host.Of(port.Key.Protocol, port.Key.Port).State], port));
        await Layout.FitsAsync(page);
    }

    [Fact]
    public async Task Report_is_accessible()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenWithoutScriptFilesAsync();

        await new StartForm(page).ScanAsync(KnownHost.Ports);

        await Assertions.Expect(page.Locator("#result")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(page);
    }

    [Fact]
    public async Task Refusal_tells_what_is_wrong_and_is_accessible()
    {
        var page = await OpenWithoutScriptFilesAsync();

        await new StartForm(page).ScanAsync("22,<b>1</b>");

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("<b>1</b>");
        await Accessibility.CheckAsync(page);
    }

    // Axe needs script, so here the page has it, but its files do not come through.
    private async Task<IPage> OpenWithoutScriptFilesAsync()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("net::ERR_FAILED");
        window.Expect("the server responded with a status of 400");
        var page = await window.NewTabAsync();
        await page.RouteAsync("**/assets/js/**", route => route.AbortAsync());
        await page.GotoAsync("/");
        return page;
    }
}
