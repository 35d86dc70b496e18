using System.Text.RegularExpressions;

using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>What a visitor takes along, and what stays on the device.</summary>
public sealed class TakeawayTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    // Ports that answer: nothing is learned here by waiting for silence eight times.
    private const string Answering = "T:22,23,25,110,143,8081,U:53,161,1000";

    // Moments, times and attempts differ between two scans of the same host, and one that was asked twice has no time. What the numbers
    // are is compared with the truth elsewhere.
    private static readonly Regex Numbers = new("[0-9.]+( ms)?|null|(?<=[ >])-(?=[ <])", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static readonly Regex Spaces = new("\\s+", RegexOptions.None, TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Downloads_equal_what_the_form_gives_without_script()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (_, live) = await ScanAsync(Answering);

        foreach (var format in (string[])["text", "html", "ndjson", "json", "csv", "xml", "grepable", "list"])
        {
            var downloaded = await live.DownloadAsync(format);
            var posted = VisitorOf(Side.V4).Post(new ScanForm { Ports = Answering, Icmp = null, Format = format }).Body;
            Assert.Equal(Lines(posted), Lines(downloaded));
        }
    }

    [Fact]
    public async Task Downloaded_xml_is_a_page_to_nmaps_style_sheet()
    {
        Assert.SkipUnless(LabRequirements.HasTool("xsltproc"), "the program xsltproc is not installed");
        Assert.SkipUnless(File.Exists("/usr/share/nmap/nmap.xsl"), "nmap's style sheet is not installed");
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (_, live) = await ScanAsync();

        var page = Client.RunIn("xsltproc", ["/usr/share/nmap/nmap.xsl", "-"], await live.DownloadAsync("xml")).Succeeded();

        Assert.Contains(Side.V4.Client.ToString(), page.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_is_kept_only_when_asked_and_the_next_one_tells_what_changed()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (page, live) = await ScanAsync();
        Assert.Equal(0, await StoredAsync(page, "localStorage.length + sessionStorage.length"));

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Remember this result" }).CheckAsync();
        var kept = await page.EvaluateAsync<string>("() => Object.entries(localStorage).flat().join(' ')");
        Assert.DoesNotContain(Side.V4.Client.ToString(), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Side.V4.RouterToServer.ToString(), kept, StringComparison.Ordinal);

        // Another visit to the same site; in between, somebody opened a port.
        using var opened = new TcpService(Client, 8081);
        await page.ReloadAsync();
        await new StartForm(page).ScanAsync(KnownHost.Ports);
        await live.FinishedAsync();

        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("8081/tcp was closed, is now open");
        await live.Button("Forget the kept result").ClickAsync();
        Assert.Equal(0, await StoredAsync(page, "localStorage.length"));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task Richest_result_prints_on_two_pages_and_says_what_was_tested_and_when()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        OpenTcp(Client, 21, 443, 3389, 8080);
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        var form = new StartForm(page);
        await form.OpenOptionsAsync();
        await page.Locator("[name=firewall]").CheckAsync();
        await form.Expect.FillAsync("22,443");
        await form.StartAsync("quick");
        await live.FinishedAsync();

        var printed = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));

        Assert.InRange(Regex.Count(printed, @"/Type\s*/Page\b(?!s)", RegexOptions.None, TimeSpan.FromSeconds(10)), 1, 2);
        var text = Spaces.Replace(await live.DownloadAsync("text"), " ");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(live.Facts).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".live h1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".live .progress")).ToBeHiddenAsync();

        // Word by word what the text report begins with.
        var facts = await live.Facts.Locator("dt, dd").AllInnerTextsAsync();
        Assert.Equal(["Tested from", "Profile", "Expected open", "Started", "Takes"], facts.Where((_, index) => index % 2 == 0));
        Assert.All(facts.Chunk(2), fact => Assert.Contains($"{fact[0]} {fact[1]}", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_is_copied_or_the_page_says_that_it_cannot()
    {
        using var host = new KnownHost(Lab.Hosts, Side.V4);
        var (page, live) = await ScanAsync();

        await live.Button("Copy as text").ClickAsync();

        // Browsers keep the clipboard from pages that came without encryption, as in this lab.
        await Assertions.Expect(page.Locator(".takeaway [role=status]")).ToHaveTextAsync("This browser does not let the page copy; download the text instead.");
    }

    private async Task<(IPage Page, LivePage Live)> ScanAsync(string ports = KnownHost.Ports)
    {
        var page = await OpenAsync("/");
        var live = new LivePage(page);
        await new StartForm(page).ScanAsync(ports);
        await live.FinishedAsync();
        return (page, live);
    }

    private static Task<int> StoredAsync(IPage page, string expression) => page.EvaluateAsync<int>($"() => {expression}");

    // In the order of the alphabet, since answers are written as they come.
    private static IEnumerable<string> Lines(string report) => Numbers.Replace(report, "")
        .Split('\n')
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))

        // A line of dots is of a scan that is waited for.
        .Where(line => line.Length > 0)
        .Order(StringComparer.Ordinal);
}
