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
          for (const pixel of new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)) {
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

        var picture = page.GetByRole(AriaRole.Img, new() { Name = "2 open, 65,530 closed, 2 rejected, 2 stealth, 0 closed or filtered, 0 unknown, 0 silent so far, 0 not decided yet" });
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

    [Fact]
    public async Task Many_ports_of_a_list_are_points_and_sections_in_the_order_of_the_list_and_a_turned_phone_keeps_the_place()
    {
        OpenTcp(Client, 60_000);
        var page = await OpenAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).ScanAsync("30000-35000,60000");
        await live.FinishedAsync();

        var picture = page.GetByRole(AriaRole.Img, new() { Name = "The TCP ports of this test as points: 1 open, 5,001 closed," });
        var colours = await picture.EvaluateAsync<int[]>(CountColours);
        Assert.Equal([1, (20 * 256) - 5002, 5001], colours);
        await page.GetByRole(AriaRole.Slider).PressAsync("End");
        await ShowsListAsync(live, 34_096, 906, "34096-35000, 60000");
        await picture.ClickAsync(new() { Position = new() { X = 5, Y = 1 } });
        await ShowsListAsync(live, 30_000, 1024, "30000-31023");
        var box = await picture.BoundingBoxAsync();
        await picture.ClickAsync(new() { Position = new() { X = 5, Y = box!.Height - 1 } });
        await ShowsListAsync(live, 34_096, 906, "34096-35000, 60000");

        await live.Cells.Nth(7).FocusAsync();
        await page.SetViewportSizeAsync(320, 640);
        await Assertions.Expect(page.Locator("[role=grid]").First).ToHaveAttributeAsync("style", "--columns: 10;");
        await ShowsListAsync(live, 34_096, 906, "34096-35000, 60000");
        await Assertions.Expect(live.Cells.Nth(7)).ToBeFocusedAsync();
        await Assertions.Expect(live.Detail).ToContainTextAsync("34103/tcp");
        Assert.InRange((await live.Cells.First.BoundingBoxAsync())!.Width, 16, 60);
        await Layout.FitsAsync(page);
    }

    private static async Task ShowsListAsync(LivePage live, int first, int count, string title)
    {
        await Assertions.Expect(live.Cells.First).ToHaveAccessibleNameAsync($"Port {first}, closed");
        await Assertions.Expect(live.Cells).ToHaveCountAsync(count);
        await Assertions.Expect(live.SectionTitle).ToHaveTextAsync($"TCP ports {title}");
        Assert.Equal($"TCP ports {title}", await live.Section.GetAttributeAsync("aria-valuetext"));
    }

    private static async Task ShowsSectionAsync(KnownHost host, LivePage live, int first)
    {
        await Assertions.Expect(live.Cells.First).ToHaveAccessibleNameAsync($"Port {first}, closed");
        var cells = (await live.MapAsync()).Where(cell => cell.Protocol == "tcp").ToList();
        Assert.Equal(Enumerable.Range(first, 1024), cells.Select(cell => cell.Port));
        Assert.All(cells, cell => Assert.Equal(host.Of("tcp", cell.Port).State, cell.Words));
    }
}
