using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Pages;

/// <summary>What holds for every page that can be opened by its address.</summary>
public sealed class EveryPageTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private static readonly string[] Paths =
        ["/", "/port/443", "/about", "/privacy", "/abuse", "/help", "/help/closed", "/help/port", "/help/port/443", "/help/firewall-log"];

    [Fact]
    public async Task Pages_are_accessible_in_both_colour_schemes()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync(path);

            await Accessibility.CheckAsync(page);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task Pages_fit_the_smallest_screen_in_each_language(string language)
    {
        var page = await (await OpenWindowAsync(Side.V4, new() { ViewportSize = Layout.Smallest })).NewTabAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync($"{path}?lang={language}");

            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await Layout.FitsAsync(page);
        }
    }

    [Fact]
    public async Task Pages_leave_nothing_on_the_device()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync(path);

            Assert.Empty(await page.Context.CookiesAsync());
            Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        }
    }

    [Fact]
    public async Task Languages_are_one_link_away_and_back()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();

        foreach (var path in Paths)
        {
            await page.GotoAsync(path);
            var english = await page.TitleAsync();

            foreach (var (language, name) in ((string, string)[])[("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("en", "English")])
            {
                await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
                Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            }

            Assert.Equal(english, await page.TitleAsync());
        }
    }
}
