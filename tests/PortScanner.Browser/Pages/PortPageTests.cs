using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Pages;

/// <summary>The page for people who set up a forwarding: it asks again until the port opens.</summary>
public sealed class PortPageTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private const string Asking = "[data-until] input";
    private const string Lines = "[data-lines]";
    private const string Status = "[data-status]";

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Port_is_tested_again_until_it_opens()
    {
        var page = await BeginAsync("8022");
        await Assertions.Expect(page.Locator(Lines)).ToContainTextAsync("8022/tcp closed", Patient);

        OpenTcp(Client, 8022);

        await Assertions.Expect(page.Locator(Lines)).ToContainTextAsync("8022/tcp open", Patient);
        await Assertions.Expect(page.Locator(Status)).ToContainTextAsync("Open: this site could reach it.", Patient);
        await Assertions.Expect(page.Locator("button.primary")).ToHaveTextAsync("Test this port");
    }

    [Fact]
    public async Task Button_stops_what_it_began()
    {
        var page = await BeginAsync("8023");
        await Assertions.Expect(page.Locator(Lines)).ToContainTextAsync("8023/tcp closed", Patient);

        await page.Locator("button.primary").ClickAsync();

        await Assertions.Expect(page.Locator("button.primary")).ToHaveTextAsync("Test this port");
        await Assertions.Expect(page.Locator(Status)).ToHaveTextAsync("");
    }

    private async Task<IPage> BeginAsync(string port)
    {
        var page = await OpenAsync($"/port/{port}");
        await page.Locator("input[name=consent]").CheckAsync();
        await page.Locator(Asking).CheckAsync();
        await page.Locator("button.primary").ClickAsync();
        return page;
    }
}
