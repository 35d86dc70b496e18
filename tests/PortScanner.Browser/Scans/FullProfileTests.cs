using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>All 65,536 ports: as points of a picture, as a section of cells, and as what a screen reader is told.</summary>
public sealed class FullProfileTests(FastLab lab) : BrowserTest<FastLab>(lab)
{
    private const string CountColours = """
        canvas => {
          const counts = new Map();
          for (const pixel of new Uint32Array(canvas.getContext('2d').getImageData(0, 0, 256, 256).data.buffer)) {
            counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
          }
          return [...counts.values()].sort((a, b) => a - b);
        }
        """;

    [Fact]
    public async Task Every_port_is_shown_truly()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).StartAsync("full");
        await live.FinishedAsync();

        var report = ScanReport.Parse(await live.DownloadAsync("json"));
        Shown.Match(host, report);
        Assert.Equal(65_536, report.Results.Count(row => row.Protocol == "tcp"));

        var picture = page.GetByRole(AriaRole.Img, new() { Name = "2 open, 65,530 closed, 2 rejected, 2 stealth, 0 unknown, 0 not decided yet" });
        var colours = await picture.EvaluateAsync<int[]>(CountColours);
        Assert.Equal([2, 2, 2, 65_530], colours);

        await ShowsSectionAsync(host, live, 0);
        await page.GetByRole(AriaRole.Slider).PressAsync("End");
        await ShowsSectionAsync(host, live, 64_512);
        await picture.ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await ShowsSectionAsync(host, live, 0);

        // What matters most stands first.
        var first = await live.FirstRowsAsync();
        Assert.Equal(["22/tcp open", "80/tcp open", "53/udp open"], first.Take(3).Select(row => $"{row.Port}/{row.Protocol} {row.State}"));
    }

    private static async Task ShowsSectionAsync(KnownHost host, LivePage live, int first)
    {
        await Assertions.Expect(live.Cells.First).ToHaveAccessibleNameAsync($"Port {first}, closed");
        var cells = (await live.MapAsync()).Where(cell => cell.Protocol == "tcp").ToList();
        Assert.Equal(Enumerable.Range(first, 1024), cells.Select(cell => cell.Port));
        Assert.All(cells, cell => Assert.Equal(host.Of("tcp", cell.Port).State, cell.Words));
    }
}
