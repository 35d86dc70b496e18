using System.Text.RegularExpressions;

using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>A scan in each language.</summary>
public sealed class LanguageTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    // A key that has no message shows as itself, and so does a place that nothing was put into.
    private static readonly Regex Unspoken = new(@"\b(live|activity|field|landing|page|profile)\.[a-z-]+|\{[A-Za-z]+\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData("de", "Test von")]
    [InlineData("fr", "Test de")]
    [InlineData("es", "Prueba de")]
    public async Task Scan_speaks_the_language_that_the_browser_asks_for(string language, string heading)
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/", new() { Locale = language });
        var live = new LivePage(page);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);

        await new StartForm(page).ScanAsync(KnownHost.Ports);
        await live.RunningAsync();
        await IsSpokenAsync(page);
        await live.FinishedAsync();

        await Assertions.Expect(live.Heading).ToContainTextAsync(heading);
        await IsSpokenAsync(page);

        // As the written report has its times, and its other numbers.
        Assert.All(await page.Locator(".results td.number").AllInnerTextsAsync(), time => Assert.Matches("^([0-9]+,[0-9]|–)$", time));
    }

    [Fact]
    public async Task Language_is_switched_beside_the_result_and_the_next_scan_speaks_it()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(KnownHost.Ports);
        await live.FinishedAsync();

        // The result is nowhere else, so it stays where it is.
        var german = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Deutsch" }).ClickAsync());
        await new StartForm(german).ScanAsync(KnownHost.Ports);

        await Assertions.Expect(new LivePage(german).Heading).ToContainTextAsync("Test von");
        await Assertions.Expect(live.Verdict).ToBeVisibleAsync();
    }

    private static async Task IsSpokenAsync(IPage page)
    {
        var words = await page.EvaluateAsync<string>(
            "() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map(element => element.ariaLabel)].join('\\n')");
        Assert.Empty(Unspoken.Matches(words).Select(match => match.Value));
    }
}
