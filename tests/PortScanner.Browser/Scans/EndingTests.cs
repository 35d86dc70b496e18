using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Scans;

/// <summary>What lies between the end of a scan and the moment at which the page alone has the result.</summary>
public sealed class EndingTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    // Everything answers at once, so that the end comes soon.
    private const string Answering = "T:8081,8082,U:1000";

    private const string Fetching = "The files are being fetched: 0 of 8 are here.";

    [Fact]
    public async Task Next_scan_begins_while_the_files_of_the_last_are_still_being_fetched()
    {
        var (_, page, live) = await OpenAsync();
        var isSlow = true;
        await page.RouteAsync("**/report?*", route => isSlow ? Task.CompletedTask : route.ContinueAsync());
        await new StartForm(page).ScanAsync(Answering);
        await Assertions.Expect(live.Takeaway).ToContainTextAsync(Fetching);

        isSlow = false;
        await live.Again.ClickAsync();

        await live.FinishedAsync();
    }

    [Fact]
    public async Task Line_that_is_broken_at_the_end_for_a_moment_costs_no_file()
    {
        var (window, page, live) = await OpenAsync();
        var breaks = await BreakAsync(window, page);
        await new StartForm(page).ScanAsync(Answering);
        await breaks.FirstFailure;
        await Assertions.Expect(live.Takeaway).ToContainTextAsync(Fetching);
        await Assertions.Expect(live.Takeaway).Not.ToContainTextAsync("deleted");

        breaks.AreOver = true;
        await page.Clock.FastForwardAsync("00:02");

        await live.FinishedAsync();
        await Assertions.Expect(live.Takeaway).ToContainTextAsync("The server has deleted the results. These files are in this page’s memory.");
        await Assertions.Expect(live.Takeaway).Not.ToContainTextAsync("could not");
    }

    [Fact]
    public async Task Line_that_stays_broken_is_told_with_the_files_that_are_missing_and_leaving_deletes_all_the_same()
    {
        var (window, page, live) = await OpenAsync();
        var breaks = await BreakAsync(window, page);
        await new StartForm(page).ScanAsync(Answering);
        await breaks.FirstFailure;

        await page.Clock.FastForwardAsync("00:40");

        await Assertions.Expect(live.Takeaway).ToContainTextAsync("The server could not be told to delete the results.");
        await Assertions.Expect(live.Takeaway).ToContainTextAsync("These files could not be fetched, as the connection was interrupted: Text, Web page (HTML), ");
        await Assertions.Expect(live.Takeaway).Not.ToContainTextAsync("in this page");
        await Assertions.Expect(live.Announcement).ToContainTextAsync("could not be fetched");
        await Assertions.Expect(live.Downloads).ToHaveCountAsync(0);

        // The same address may be tested at once: the scan is deleted before the next begins.
        breaks.AreOver = true;
        await live.Again.ClickAsync();
        await live.FinishedAsync();
    }

    [Fact]
    public async Task Links_around_a_result_leave_it_where_it_is_and_say_so()
    {
        var (window, page, live) = await OpenAsync();
        var about = page.GetByRole(AriaRole.Link, new() { Name = "About" });
        await Assertions.Expect(about).Not.ToHaveAttributeAsync("target", "_blank");
        await new StartForm(page).ScanAsync(Answering);
        await live.FinishedAsync();

        await Assertions.Expect(about).ToHaveAccessibleDescriptionAsync("Opens in a new tab.");
        await Assertions.Expect(page.Locator(".finding h3 a").First).ToHaveAccessibleDescriptionAsync("Opens in a new tab.");
        var opened = await page.RunAndWaitForPopupAsync(() => about.ClickAsync());
        await Assertions.Expect(opened.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(live.Verdict).ToBeVisibleAsync();

        await live.Button("Other options").ClickAsync();
        await Assertions.Expect(about).Not.ToHaveAttributeAsync("target", "_blank");
        await Assertions.Expect(about).ToHaveAccessibleDescriptionAsync("");
    }

    [Fact]
    public async Task Form_that_the_server_refuses_is_not_announced_as_a_test_that_has_begun()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 400");
        var page = await window.NewTabAsync();
        var heard = await Heard.ListenAsync(page);
        await page.GotoAsync("/");
        var form = new StartForm(page);

        await form.AgreeAsync();
        await form.ChooseAsync("custom");
        await form.Start.ClickAsync();

        await Assertions.Expect(form.Ports).ToBeFocusedAsync();
        Assert.DoesNotContain("The test has begun.", await heard.AllAsync());
    }

    private async Task<(Window Window, IPage Page, LivePage Live)> OpenAsync()
    {
        var window = await OpenWindowAsync(Side.V4);
        var page = await window.NewTabAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        return (window, page, new LivePage(page));
    }

    private static async Task<Breaks> BreakAsync(Window window, IPage page)
    {
        window.Expect("net::ERR_INTERNET_DISCONNECTED");
        var breaks = new Breaks();
        await page.RouteAsync("**/report?*", breaks.RouteAsync);
        await page.RouteAsync("**/api/scans/*", breaks.RouteAsync);
        return breaks;
    }

    // Fails what is fetched for a scan that has ended, and its deletion.
    private sealed class Breaks
    {
        private readonly TaskCompletionSource _firstFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstFailure => _firstFailure.Task;

        public bool AreOver { get; set; }

        public async Task RouteAsync(IRoute route)
        {
            if (AreOver)
            {
                await route.ContinueAsync();
            }
            else
            {
                await route.AbortAsync("internetdisconnected");
                _firstFailure.TrySetResult();
            }
        }
    }
}
