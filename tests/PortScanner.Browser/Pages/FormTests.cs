using System.Text.RegularExpressions;

using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Pages;

/// <summary>What is written into the form, by mistake or in bad faith.</summary>
public sealed class FormTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private static readonly string[] Hostile =
    [
        "22,<script>document.title='taken over'</script>",
        "<img src=x onerror=\"document.title='taken over'\">",
        "22' OR '1'='1",
        "２２,８０",
        "٢٢",
        "22,\u202e08",
        "22\u0007\u001b[2J",
        "22,,80",
        "80-22",
        "X:22",
        "65536",
        "99999999999999999999999",
        new string('9', 5000),
    ];

    [Fact]
    public async Task Mistake_is_told_at_the_field_as_it_is_typed_and_again_by_the_server()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 400");
        var page = await window.OpenAsync("/");
        var title = await page.TitleAsync();
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await form.AgreeAsync();

        foreach (var text in Hostile)
        {
            foreach (var field in (ILocator[])[form.Ports, form.Expect])
            {
                await field.FillAsync(text);
                await IsTold(field);
            }

            await form.Start.ClickAsync();

            // The server's answer leads there.
            await Assertions.Expect(form.Ports).ToBeFocusedAsync();
            await IsTold(form.Ports);
            await IsTold(form.Expect);
            await Assertions.Expect(form.Start).ToBeVisibleAsync();
            Assert.Equal(title, await page.TitleAsync());
            await Layout.FitsAsync(page);
        }
    }

    [Fact]
    public async Task Value_that_the_form_does_not_offer_is_refused_at_its_field()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 400");
        var page = await window.NewTabAsync();
        foreach (var name in (string[])["profile", "consent", "udp", "icmp", "firewall"])
        {
            await page.GotoAsync("/");
            var title = await page.TitleAsync();
            var form = new StartForm(page);
            await form.OpenOptionsAsync();
            var field = page.Locator($"[name={name}]").First;
            await field.EvaluateAsync("field => { field.value = '<script>document.title=1</script>'; field.checked = true; }");
            await form.AgreeAsync();

            await form.Start.ClickAsync();

            await IsTold(field);
            Assert.Equal(title, await page.TitleAsync());
        }
    }

    [Fact]
    public async Task Mistake_that_is_corrected_is_told_no_more()
    {
        var page = await OpenAsync("/");
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await form.Ports.FillAsync("22,x");
        await IsTold(form.Ports);

        await form.Ports.FillAsync("22, 80, 8000-8100, U:53");

        await Assertions.Expect(form.Ports).ToHaveAttributeAsync("aria-invalid", "false");
        await Assertions.Expect(form.Ports).ToHaveAccessibleDescriptionAsync("");
    }

    [Fact]
    public async Task Time_of_a_slow_test_is_told_as_it_is_chosen()
    {
        var page = await OpenAsync("/");
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        var pace = page.Locator("[name=pace]");
        var time = page.Locator("[data-pace-time]");
        await Assertions.Expect(time).ToHaveTextAsync("");
        await Assertions.Expect(pace).ToHaveAccessibleDescriptionAsync(new Regex("8 minutes for quick", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await pace.SelectOptionAsync("gentle");
        await Assertions.Expect(time).ToContainTextAsync("about 8 minutes");
        await form.ChooseAsync("standard");
        await Assertions.Expect(time).ToContainTextAsync("about 56 minutes");
        await form.ChooseAsync("quick");
        await pace.SelectOptionAsync("5s");
        await Assertions.Expect(time).ToContainTextAsync("about 38 minutes");
        await page.Locator("[name=firewall]").CheckAsync();
        await Assertions.Expect(time).ToContainTextAsync("about 57 minutes");

        // The server's sentence tells of ports of one's own, and nobody needs to be told of a test that is quick.
        await form.Ports.FillAsync("22");
        await Assertions.Expect(time).ToHaveTextAsync("");
        await form.ChooseAsync("quick");
        await pace.SelectOptionAsync("normal");
        await Assertions.Expect(time).ToHaveTextAsync("");
        await Layout.FitsAsync(page);
    }

    [Fact]
    public async Task Pace_that_is_refused_is_told_at_its_field()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("the server responded with a status of 400");
        var page = await window.OpenAsync("/");
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await page.Locator("[name=pace]").SelectOptionAsync("15s");
        await form.StartAsync("standard");
        await Assertions.Expect(page.Locator("[name=pace]")).ToBeFocusedAsync();
        await IsTold(page.Locator("[name=pace]"));
    }

    [Fact]
    public async Task Profiles_are_walked_through_by_keys_without_losing_the_focus_or_the_ports()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("net::ERR_FAILED");
        var page = await window.OpenAsync("/");
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await form.AgreeAsync();
        await form.ChooseAsync("custom");
        await form.Ports.FillAsync("22,443");
        await page.Locator("[value=custom]").FocusAsync();

        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Locator("[value=full]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("[value=custom]")).ToBeFocusedAsync();
        await Assertions.Expect(form.Ports).ToHaveValueAsync("22,443");

        // What is typed goes with custom only: the server would refuse it beside another profile.
        await form.ChooseAsync("quick");
        await Assertions.Expect(form.Ports).ToHaveValueAsync("22,443");
        await page.RouteAsync("**/api/scans", route => route.AbortAsync());
        var request = await page.RunAndWaitForRequestAsync(() => form.Start.ClickAsync(), "**/api/scans");
        Assert.Contains("profile=quick", request.PostData, StringComparison.Ordinal);
        Assert.DoesNotContain("ports=", request.PostData, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_left_out_is_sent_with_the_form()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("net::ERR_FAILED");
        var page = await window.OpenAsync("/");
        await page.RouteAsync("**/api/scans", route => route.AbortAsync());
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await page.GetByLabel("Leave out the UDP services").CheckAsync();
        await page.GetByLabel("Leave out the ping").CheckAsync();
        await form.AgreeAsync();

        var request = await page.RunAndWaitForRequestAsync(() => form.Start.ClickAsync(), "**/api/scans");

        Assert.Equal("consent=yes&profile=quick&udp=no&icmp=no&pace=normal&expect=", request.PostData);
    }

    [Fact]
    public async Task What_is_done_before_the_words_have_come_counts_and_begins_one_live_test()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        var words = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/words/*.json", async route =>
        {
            await words.Task;
            await route.ContinueAsync();
        });
        var begun = 0;
        page.Request += (_, request) => begun += request.Url.EndsWith("/api/scans", StringComparison.Ordinal) ? 1 : 0;
        await page.GotoAsync("/");
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await form.AgreeAsync();
        await form.Ports.FillAsync("8081");
        await form.Start.ClickAsync();
        await form.Start.ClickAsync();

        words.SetResult();

        await new LivePage(page).FinishedAsync();
        Assert.Equal(1, begun);
        Assert.Equal(8081, Assert.Single(await new LivePage(page).MapAsync()).Port);
    }

    [Fact]
    public async Task Form_whose_words_do_not_come_sends_itself()
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("net::ERR_FAILED");
        window.Expect("Failed to fetch");
        var page = await window.NewTabAsync();
        await page.RouteAsync("**/words/*.json", route => route.AbortAsync());
        await page.GotoAsync("/");

        await new StartForm(page).ScanAsync("8081");

        await Assertions.Expect(page.Locator("#result")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Refused_form_is_accessible()
    {
        var window = await OpenWindowAsync(Side.V4, new() { ViewportSize = Layout.Smallest });
        window.Expect("the server responded with a status of 400");
        var page = await window.OpenAsync("/");

        await new StartForm(page).ScanAsync("22,x");

        await IsTold(new StartForm(page).Ports);
        await Accessibility.CheckAsync(page);
    }

    // To a screen reader, too: the words are the field's description.
    private static async Task IsTold(ILocator field)
    {
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(field).Not.ToHaveAccessibleDescriptionAsync("");
    }
}
