using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>The form of the start page.</summary>
/// <param name="page">The tab that shows it.</param>
internal sealed class StartForm(IPage page)
{
    /// <summary>The field for a custom scan's ports.</summary>
    public ILocator Ports => page.Locator("[name=ports]");

    /// <summary>The field for what should be open.</summary>
    public ILocator Expect => page.Locator("[name=expect]");

    /// <summary>The button.</summary>
    public ILocator Start => page.Locator("form button[type=submit]");

    /// <summary>Agrees, chooses a profile, and begins.</summary>
    public async Task StartAsync(string profile)
    {
        await AgreeAsync();
        await ChooseAsync(profile);
        await Start.ClickAsync();
    }

    /// <summary>Agrees, names ports, and begins.</summary>
    public async Task ScanAsync(string ports)
    {
        await AgreeAsync();
        await ChooseAsync("custom");
        await Ports.FillAsync(ports);
        await Start.ClickAsync();
    }

    /// <summary>Agrees to being tested.</summary>
    public Task AgreeAsync() => page.Locator("[name=consent]").CheckAsync();

    /// <summary>Chooses a profile.</summary>
    public async Task ChooseAsync(string profile)
    {
        await OpenOptionsAsync();
        await page.Locator($"[name=profile][value={profile}]").CheckAsync();
    }

    /// <summary>Unfolds what most visitors need not see.</summary>
    public async Task OpenOptionsAsync()
    {
        var options = page.Locator("details.options");
        if (await options.GetAttributeAsync("open") is null)
        {
            await options.Locator("summary").ClickAsync();
        }
    }
}
