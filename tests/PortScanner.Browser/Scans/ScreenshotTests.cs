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

    // One page for all, so that each device sees the same moments, and layouts follow a window that changes.
    private static readonly (string Name, int Width, int Height, ColorScheme Scheme)[] Devices =
    [
        ("phone", 390, 844, ColorScheme.Light),
        ("desktop", 1280, 900, ColorScheme.Light),
        ("dark", 1280, 900, ColorScheme.Dark),
    ];

    [Fact]
    public async Task Each_face_of_a_scan_fits_each_screen()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V6);
        var page = await (await OpenWindowAsync(Side.V6)).OpenAsync("/");
        var live = new LivePage(page);

        await TakeAsync(page, "landing");
        await new StartForm(page).StartAsync("standard");
        await live.RunningAsync();
        await TakeAsync(page, "running");
        await live.FinishedAsync();
        await TakeAsync(page, "finished");
    }

    private static async Task TakeAsync(IPage page, string face)
    {
        foreach (var (name, width, height, scheme) in Devices)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            await Layout.FitsAsync(page);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{face}.png"), FullPage = true });
        }
    }
}
