using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>Each profile run to its end, and what is shown compared with the truth port by port.</summary>
public sealed class ProfileTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    // A mark may stand for a second only, and nobody knows which: so the page itself notes each.
    private const string NoteProvisional = """
        globalThis.noted = new Set();
        new MutationObserver(() => {
          document.querySelectorAll('.cell.is-provisional').forEach(cell => noted.add(cell.ariaLabel));
        }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class', 'aria-label'] });
        """;

    [Theory, BothFamilies]
    public Task Quick_profile_shows_the_truth(Family family) => ShowsTheTruthAsync("quick", Side.Of(family));

    [Theory, BothFamilies]
    public Task Standard_profile_shows_the_truth(Family family) => ShowsTheTruthAsync("standard", Side.Of(family));

    [Fact]
    public async Task Custom_ports_show_the_truth_after_silence_was_marked_as_provisional()
    {
        // Over IPv6, where some routers answer late.
        using var host = new KnownHost(Lab.Hosts, Side.V6);
        var page = await (await OpenWindowAsync(Side.V6)).NewTabAsync();
        await page.AddInitScriptAsync(NoteProvisional);
        await page.GotoAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).ScanAsync(KnownHost.Ports);

        await Assertions.Expect(live.Settled).ToHaveTextAsync("This is settled: nothing more can turn out open. The test goes on only to find out how the other ports say no.");
        var exposure = (await live.Verdict.TextContentAsync())!.Split(';')[0];
        Assert.Contains("open", exposure, StringComparison.Ordinal);
        await live.FinishedAsync();
        await Assertions.Expect(live.Settled).ToHaveCountAsync(0);
        Assert.StartsWith($"{exposure};", await live.Verdict.TextContentAsync(), StringComparison.Ordinal);
        var noted = await page.EvaluateAsync<string[]>("() => [...noted]");
        Assert.Contains("Port 24, priv-mail, closed or filtered so far", noted);
        Assert.Contains("Port 111, rpcbind, closed or filtered so far", noted);
        await Assertions.Expect(live.Provisional).ToHaveCountAsync(0);
        await ShowsTheTruthAsync(host, live);
    }

    private async Task ShowsTheTruthAsync(string profile, Side side)
    {
        using var host = new KnownHost(Lab.Hosts, side);
        var page = await (await OpenWindowAsync(side)).OpenAsync("/");
        var live = new LivePage(page);

        await new StartForm(page).StartAsync(profile);

        await live.FinishedAsync();
        await ShowsTheTruthAsync(host, live);
    }

    private static async Task ShowsTheTruthAsync(KnownHost host, LivePage live)
    {
        var report = ScanReport.Parse(await live.DownloadAsync("json"));
        Shown.Match(host, report);
        await Shown.MatchAsync(host, live, report);
    }
}
