using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>What a visitor does, and what happens to him, while a scan runs.</summary>
public sealed class CourseTests(SlowLab lab) : BrowserTest<SlowLab>(lab)
{
    // Enough to be seconds on the way, with some that are silent, for which a scan waits longest; all of a profile is shown elsewhere.
    private const string Some = "T:0-299,U:53,123,161,1000";

    [Fact]
    public async Task Stopped_scan_keeps_its_results_on_the_screen_and_can_be_run_again()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (page, live) = await StartLastingAsync();
        await live.RunningAsync();

        await live.Stop.ClickAsync();

        await Assertions.Expect(live.Notice).ToContainTextAsync("You stopped the test");
        Assert.Contains(await live.MapAsync(), cell => cell.State is "open" or "closed");
        await live.Again.ClickAsync();
        await Assertions.Expect(live.Notice).ToBeHiddenAsync();
        await IsTrueAsync(host, live);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Reloaded_page_begins_anew_and_may_test_at_once()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (page, live) = await StartLastingAsync();
        await live.RunningAsync();

        await page.ReloadAsync();

        await new StartForm(page).ScanAsync(KnownHost.Ports);
        await IsTrueAsync(host, live);
    }

    [Fact]
    public async Task Second_tab_is_told_in_words_and_waits_while_the_first_goes_on()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 409");
        var first = await window.OpenAsync("/");
        var running = new LivePage(first);
        await running.MakeNextLastAsync();
        await new StartForm(first).ScanAsync(Some);
        await running.RunningAsync();

        var second = await window.OpenAsync("/");
        var waiting = new LivePage(second);
        await new StartForm(second).ScanAsync(KnownHost.Ports);
        await Assertions.Expect(waiting.Heading).ToHaveTextAsync("A test of your address is already running");
        await waiting.Button("Begin as soon as it is over").ClickAsync();

        await Assertions.Expect(running.Answered).Not.ToHaveCountAsync(await running.Answered.CountAsync());
        await Assertions.Expect(waiting.Button("Wait no longer")).ToBeVisibleAsync();
        await running.Stop.ClickAsync();
        await IsTrueAsync(host, waiting);
    }

    [Fact]
    public async Task Page_that_waits_for_another_stays_as_it_is_until_its_turn_comes()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        using var other = await OtherScan.BeginAsync(Client, Side.V4);
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 409");
        var page = await window.NewTabAsync();
        await page.Clock.InstallAsync();
        var heard = await Heard.ListenAsync(page);
        await page.GotoAsync("/");
        var waiting = new LivePage(page);
        await new StartForm(page).ScanAsync(KnownHost.Ports);

        await waiting.Button("Begin as soon as it is over").PressAsync("Enter");
        await Assertions.Expect(waiting.Button("Wait no longer")).ToBeFocusedAsync();
        await Assertions.Expect(waiting.Notice).ToContainTextAsync("It ends in about");
        await waiting.Button("Other options").FocusAsync();
        for (var asked = 0; asked < 3; asked++)
        {
            await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync("00:05"), "**/api/scans");
        }

        await Assertions.Expect(waiting.Button("Other options")).ToBeFocusedAsync();
        await Assertions.Expect(waiting.Heading).ToHaveTextAsync("A test of your address is already running");
        other.Kill();
        await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync("00:05"), "**/api/scans");
        await waiting.FinishedAsync();
        Assert.Equal(
            ["A test of your address is already running", "This page begins by itself as soon as the other test is over.", "The test has begun."],
            (await heard.AllAsync()).Take(3));
    }

    [Fact]
    public async Task Page_that_no_longer_waits_begins_nothing()
    {
        using var other = await OtherScan.BeginAsync(Client, Side.V4);
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 409");
        var page = await window.NewTabAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        var waiting = new LivePage(page);
        await new StartForm(page).ScanAsync(KnownHost.Ports);
        await waiting.Button("Begin as soon as it is over").ClickAsync();
        await waiting.Button("Wait no longer").ClickAsync();
        other.Kill();

        await page.Clock.FastForwardAsync("01:00");

        await Assertions.Expect(waiting.Button("Begin as soon as it is over")).ToBeVisibleAsync();
        await waiting.Button("Begin as soon as it is over").ClickAsync();
        await page.Clock.FastForwardAsync("00:05");
        await waiting.FinishedAsync();
    }

    [Fact]
    public async Task Screen_reader_is_told_a_few_sentences_though_a_thousand_ports_are_open()
    {
        OpenTcp(Client, 22);
        Firewall.Load(Client, "table ip lab { chain lab { type nat hook prerouting priority dstnat; tcp dport 0-65535 redirect to :22; }; }");
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        var heard = await Heard.ListenAsync(page);
        await page.GotoAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).StartAsync("standard");
        await live.FinishedAsync();
        var told = await heard.AllAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("443");
        await Assertions.Expect(live.Announcement).ToContainTextAsync("Shown: ");

        // Beginning, three quarters, few ports by name, many without, and the end.
        Assert.InRange(told.Count, 2, 7);
        Assert.Equal("The test has begun.", told[0]);
        Assert.Single(told, "More than 20 ports are open.");
        Assert.StartsWith("The test is finished.", told[^1], StringComparison.Ordinal);
        Assert.Single((await heard.AllAsync()).Skip(told.Count));
    }

    [Fact]
    public async Task Broken_connection_is_told_and_made_again_and_nothing_is_missing()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("net::ERR_CONNECTION");
        window.Expect("net::ERR_INCOMPLETE_CHUNKED_ENCODING");
        var page = await window.OpenAsync("/");
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(Some);
        await live.RunningAsync();

        using (Cut.Breaking(Router))
        {
            await Assertions.Expect(live.Notice).ToContainTextAsync("The connection is lost");
        }

        await Assertions.Expect(live.Notice).ToBeHiddenAsync();
        await IsTrueAsync(host, live);
    }

    [Fact]
    public async Task Packets_of_the_page_that_are_lost_for_seconds_cost_it_nothing()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (_, live) = await StartAsync(Some);
        await live.RunningAsync();

        using (Cut.Swallowing(Router))
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        }

        await IsTrueAsync(host, live);
    }

    [Fact]
    public async Task Connection_that_swallows_everything_is_told_and_made_again_and_nothing_is_missing()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(Some);
        await live.RunningAsync();

        using (Cut.Swallowing(Router))
        {
            await page.Clock.FastForwardAsync("00:10");
            await Assertions.Expect(live.Notice).ToContainTextAsync("The connection is lost");
        }

        await Assertions.Expect(live.Notice).ToBeHiddenAsync();
        await IsTrueAsync(host, live);
    }

    [Fact]
    public async Task Long_scan_shows_what_it_waits_for_and_leads_back_to_the_form()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        await new StartForm(page).StartAsync("full");
        await live.RunningAsync();

        await Assertions.Expect(page.Locator(".progress")).ToContainTextAsync("Every port is asked for the first time.");
        await Assertions.Expect(page.Locator(".progress")).ToContainTextAsync(" left");
        await live.Stop.ClickAsync();
        await live.Button("Other options").ClickAsync();

        await Assertions.Expect(new StartForm(page).Start).ToBeVisibleAsync();
        await Assertions.Expect(live.Heading).ToBeHiddenAsync();
    }

    private async Task<(IPage Page, LivePage Live)> StartLastingAsync()
    {
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        await live.MakeNextLastAsync();
        await new StartForm(page).ScanAsync(Some);
        return (page, live);
    }

    private async Task<(IPage Page, LivePage Live)> StartAsync(string ports)
    {
        var page = await OpenAsync("/");
        await new StartForm(page).ScanAsync(ports);
        return (page, new LivePage(page));
    }

    private static async Task IsTrueAsync(KnownHost host, LivePage live)
    {
        await live.FinishedAsync();
        var report = ScanReport.Parse(await live.DownloadAsync("json"));
        await Shown.MatchAsync(host, live, report);
    }
}
