using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>
/// Landing, running and finished on a phone, a desktop and a dark desktop: each fits its screen, and is left as a picture in the folder
/// <c>screenshots</c>, to be looked at.
/// </summary>
public sealed class ScreenshotTests(SlowLab lab) : BrowserTest<SlowLab>(lab)
{
    private static string Folder => Path.Combine(BuiltProgram.Repository, "screenshots");

    [Theory]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("desktop", 1280, 900, ColorScheme.Light)]
    [InlineData("dark", 1280, 900, ColorScheme.Dark)]
    public async Task Each_face_of_a_scan_fits_its_screen(string device, int width, int height, ColorScheme scheme)
    {
        using var host = new KnownHost(Lab.Hosts, Side.V6);
        var window = await OpenWindowAsync(Side.V6, new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        var page = await window.OpenAsync("/");
        var live = new LivePage(page);

        await TakeAsync(page, device, "landing");
        await new StartForm(page).StartAsync("standard");
        await live.RunningAsync();
        await TakeAsync(page, device, "running");
        await live.FinishedAsync();
        await TakeAsync(page, device, "finished");
    }

    private static async Task TakeAsync(IPage page, string device, string face)
    {
        await Layout.FitsAsync(page);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{device}-{face}.png"), FullPage = true });
    }
}
