using System.Text;
using System.Text.Json;

using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>The page while and after a scan, as its user meets it.</summary>
/// <param name="page">The tab.</param>
internal sealed class LivePage(IPage page)
{
    private const string ReadCells = """
        () => [...document.querySelectorAll('[role=grid]')].flatMap(grid => [...grid.querySelectorAll('[role=gridcell]')].map(cell => ({
          grid: grid.ariaLabel, name: cell.ariaLabel, state: cell.dataset.state,
        })))
        """;

    private const string ReadRows = """
        () => [...document.querySelectorAll('.results tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))
        """;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The heading.</summary>
    public ILocator Heading => page.Locator(".live h1");

    /// <summary>What the page says of a scan that does not go its usual way.</summary>
    public ILocator Notice => page.Locator(".notice");

    /// <summary>The result as one sentence; there once the scan is settled.</summary>
    public ILocator Verdict => page.Locator("#verdict");

    /// <summary>What is said beside the verdict while the scan goes on.</summary>
    public ILocator Settled => page.Locator(".findings .settled");

    /// <summary>The cells of the port map.</summary>
    public ILocator Cells => page.GetByRole(AriaRole.Gridcell);

    /// <summary>Chooses the section of the ports that is shown as cells.</summary>
    public ILocator Section => page.GetByRole(AriaRole.Slider);

    /// <summary>The ports of that section.</summary>
    public ILocator SectionTitle => page.Locator(".map .overview + div h3");

    /// <summary>What is said of the cell that has the focus.</summary>
    public ILocator Detail => page.Locator(".map .detail");

    /// <summary>Cells that have their answer.</summary>
    public ILocator Answered => page.Locator(".cell:is([data-state=open], [data-state=closed])");

    /// <summary>Cells that are silent so far.</summary>
    public ILocator Provisional => page.Locator(".cell.is-provisional");

    /// <summary>What a screen reader is told by itself.</summary>
    public ILocator Announcement => page.Locator(".visually-hidden[role=status]");

    /// <summary>The button that stops.</summary>
    public ILocator Stop => Button("Stop");

    /// <summary>The button that begins again.</summary>
    public ILocator Again => Button("Run again");

    /// <summary>The rows of the table that are shown.</summary>
    public ILocator Rows => page.Locator(".results tbody tr");

    /// <summary>What is tested, from where and since when.</summary>
    public ILocator Facts => page.Locator(".live dl.facts");

    /// <summary>How many ports are in which state.</summary>
    public ILocator Legend => page.Locator(".legend");

    /// <summary>How far the scan is.</summary>
    public ILocator Figures => page.Locator(".progress .figures");

    /// <summary>A button by its name.</summary>
    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>
    /// Has the next test asked for at a gentle pace, and only the next: it goes on for minutes, so that what is done meanwhile never comes too
    /// late, however busy the machine is. What the form says stays, and holds for the tests after it.
    /// </summary>
    public Task MakeNextLastAsync() => page.RouteAsync(
        "**/api/scans",
        route => route.ContinueAsync(new() { PostData = Encoding.UTF8.GetBytes(route.Request.PostData!.Replace("pace=normal", "pace=gentle", StringComparison.Ordinal)) }),
        new() { Times = 1 });

    /// <summary>Waits until the first answers are there.</summary>
    public Task RunningAsync() => Assertions.Expect(Answered.First).ToBeVisibleAsync();

    /// <summary>Waits until the scan has ended, its reports have come, and the server has deleted it.</summary>
    public async Task FinishedAsync()
    {
        await Assertions.Expect(Verdict).ToBeVisibleAsync();
        await Assertions.Expect(Downloads).ToHaveCountAsync(8);
    }

    /// <summary>What can be taken along, and what became of the results at the server.</summary>
    public ILocator Takeaway => page.Locator(".takeaway");

    /// <summary>The links to the reports.</summary>
    public ILocator Downloads => page.Locator("a[download]");

    /// <summary>Every cell of the map.</summary>
    public async Task<IReadOnlyList<MapCell>> MapAsync() =>
        [.. (await page.EvaluateAsync<JsonElement>(ReadCells)).Deserialize<JsonCell[]>(Options)!.Select(cell => MapCell.Parse(cell.Grid, cell.Name, cell.State))];

    /// <summary>Every row of the table, after it was made to show all.</summary>
    public async Task<IReadOnlyList<TableRow>> TableAsync()
    {
        var more = Button("Show more");
        while (await more.IsVisibleAsync())
        {
            var shown = await Rows.CountAsync();
            await more.ClickAsync();
            await Assertions.Expect(Rows).Not.ToHaveCountAsync(shown);
        }

        return await FirstRowsAsync();
    }

    /// <summary>The rows of the table that are shown.</summary>
    public async Task<IReadOnlyList<TableRow>> FirstRowsAsync() => [.. (await page.EvaluateAsync<string[][]>(ReadRows)).Select(TableRow.Of)];

    /// <summary>Downloads a report.</summary>
    public async Task<string> DownloadAsync(string format)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"a[download][data-format={format}]").ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private sealed record JsonCell(string Grid, string Name, string State);
}
