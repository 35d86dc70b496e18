using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>The whole way without a pointer.</summary>
public sealed class KeyboardTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    [Fact]
    public async Task Keys_alone_lead_from_the_start_to_every_part_of_the_result()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        var form = new StartForm(page);

        await TabToAsync(page, page.Locator("[name=consent]"));
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, page.Locator("details.options > summary"));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, form.Ports);
        await page.Keyboard.TypeAsync(KnownHost.Ports);
        await page.Keyboard.PressAsync("Enter");

        // Who cannot see the page change is taken to its new heading.
        await Assertions.Expect(live.Heading).ToBeFocusedAsync();
        await live.FinishedAsync();
        await Assertions.Expect(live.Announcement).ToContainTextAsync("The test is finished.");

        await TabToAsync(page, live.Cells.First);
        await Assertions.Expect(live.Detail).ToContainTextAsync("22/tcp");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(live.Cells.Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(live.Detail).ToContainTextAsync("23/tcp");
        await page.Keyboard.PressAsync("Control+End");
        await Assertions.Expect(live.Detail).ToContainTextAsync("8081/tcp");
        await page.Keyboard.PressAsync("Control+Home");
        await Assertions.Expect(live.Detail).ToContainTextAsync("22/tcp");

        var closed = page.GetByRole(AriaRole.Checkbox, new() { Name = "closed" });
        await TabToAsync(page, closed);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(live.Rows.Filter(new() { HasText = "closed" })).ToHaveCountAsync(0);
        await TabToAsync(page, page.GetByRole(AriaRole.Searchbox));
        await page.Keyboard.TypeAsync("ssh");
        await Assertions.Expect(live.Rows).ToHaveCountAsync(1);

        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Download: Table (CSV)" }));
        await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));

        await live.MakeNextLastAsync();
        await TabToAsync(page, live.Again, "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, live.Stop);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(live.Notice).ToContainTextAsync("You stopped the test");
        await Assertions.Expect(page.Locator(":focus")).ToHaveCountAsync(1);
    }

    private static async Task TabToAsync(IPage page, ILocator target, string key = "Tab")
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync(key);
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"60 times {key} do not lead to {target}.");
    }
}
