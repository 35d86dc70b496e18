using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>How a page lies on the screen.</summary>
internal static class Layout
{
    /// <summary>As narrow as WCAG 2.2 section 1.4.10 asks for: also what is left of 1280 by 1024 at a zoom of 400 %.</summary>
    public static readonly ViewportSize Smallest = new() { Width = 320, Height = 256 };

    /// <summary>Fails if a page is wider than its window.</summary>
    public static async Task FitsAsync(IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"{page.Url} is {widths[0]} wide in a window of {widths[1]}.");
    }
}
