using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>What there is to see while a scan runs.</summary>
public sealed class WatchingTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    // What stands on the page for a moment only, the page itself notes.
    private const string Note = """
        globalThis.noted = new Set();
        new MutationObserver(() => {
          document.querySelectorAll('.grid .cell[data-state=asked]').forEach(cell => noted.add(`${cell.dataset.letter} ${cell.ariaLabel}`));
          document.querySelectorAll('.legend li, .progress .figures').forEach(element => noted.add(element.textContent.split(' · ').slice(0, 2).join(' · ')));
          noted.add(document.title);
        }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-state', 'aria-label'] });
        """;

    // A tab that nobody looks at: browsers draw no frame for it.
    private const string Hide = """
        Object.defineProperty(document, 'hidden', { get: () => true });
        globalThis.requestAnimationFrame = () => 0;
        """;

    [Fact]
    public async Task Silent_host_shows_what_was_asked_and_that_it_is_silent_so_far()
    {
        Firewall.Set(Client, "input", Side.V4, "tcp sport 8080 accept; drop");
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        await page.AddInitScriptAsync(Note);
        await page.GotoAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).ScanAsync("20-219");

        await live.FinishedAsync();
        var noted = await page.EvaluateAsync<string[]>("() => [...noted]");
        Assert.Contains("… Port 22, ssh, silent so far", noted);
        Assert.Contains("… Port 219, silent so far", noted);
        Assert.Contains("…200 silent so far", noted);
        Assert.Contains("200 of 200 probes asked · 0 answers", noted);

        // None is left when it has settled.
        Assert.All(await live.MapAsync(), cell => Assert.Equal(("stealth", "stealth"), (cell.State, cell.Words)));
        await Assertions.Expect(live.Legend).ToHaveTextAsync("S200 stealth");
    }

    [Fact]
    public async Task Tab_in_the_background_tells_by_its_title_how_far_the_test_is_and_that_it_ended()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        await page.AddInitScriptAsync(Note);
        await page.AddInitScriptAsync(Hide);
        await page.GotoAsync("/");
        var title = await page.TitleAsync();

        await new StartForm(page).ScanAsync("20-30");

        await Assertions.Expect(page).ToHaveTitleAsync("Finished: No port is open to this network; 11 say no. - PortScanner");
        Assert.Contains(await page.EvaluateAsync<string[]>("() => [...noted]"), noted => noted.EndsWith($"% · Test of {Side.V4.Client} - PortScanner", StringComparison.Ordinal));
        await new LivePage(page).Button("Other options").DispatchEventAsync("click");
        await Assertions.Expect(page).ToHaveTitleAsync(title);
    }
}
