using System.Xml.Linq;

using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Help;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

[Collection<SharedSiteTests>]
public sealed class HelpTests(SharedSite shared)
{
    private const string Html = "Accept: text/html";

    private readonly RunningSite _site = shared.Site;

    public static TheoryData<string> Paths =>
    [
        HelpPaths.Index, HelpPaths.Ports, HelpPaths.OfPort(0), HelpPaths.OfPort(443), HelpPaths.OfPort(65535),
        .. Enum.GetValues<PortState>().Select(HelpPaths.Of),
        .. Question.All.Select(question => question.Path),
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_is_served_in_both_forms_and_each_language(string path)
    {
        using var caller = _site.From();
        foreach (var code in Languages.All.Select(messages => messages.Language.Code))
        {
            (await caller.GetAsync($"{path}?lang={code}")).AssertFitsTerminal();
            var answer = await caller.GetAsync($"{path}?lang={code}", Html);
            Assert.Equal((200, "text/html", code), (answer.Status, answer.MediaType, answer.Page.Root!.Attribute("lang")?.Value));
            Assert.Single(answer.Page.Descendants("h1"));
            Assert.All(answer.Page.Descendants("input").Where(input => input.Attribute("type")?.Value != "hidden"), input =>
                Assert.Contains(input.Ancestors("label"), label => label.Value.Trim().Length > 5));
        }
    }

    [Theory]
    [InlineData("/help/port/65536")]
    [InlineData("/help/port/-1")]
    [InlineData("/help/port/+1")]
    [InlineData("/help/port/1e3")]
    [InlineData("/help/port/http")]
    [InlineData("/help/port/%D9%A1")]
    [InlineData("/help/port/%20")]
    [InlineData("/help/port/99999999999999999999")]
    [InlineData("/help/port?number=")]
    [InlineData("/help/port?number=70000")]
    [InlineData("/help/port?number=22&number=23")]
    [InlineData("/help/port?number=%3Cscript%3E")]
    public async Task What_is_no_port_is_answered_with_what_is_one(string path)
    {
        using var caller = _site.From();
        var text = await caller.GetAsync(path);
        Assert.Equal(404, text.Status);
        text.AssertFitsTerminal();
        Assert.Contains("from 0 to 65535", text.Body, StringComparison.Ordinal);
        var page = await caller.GetAsync(path, Html);
        Assert.Equal(404, page.Status);
        Assert.Contains("from 0 to 65535", page.Page.Root!.Value, StringComparison.Ordinal);
        Assert.Empty(page.Page.Descendants("script"));
    }

    [Theory]
    [InlineData("/help/opened")]
    [InlineData("/help/port/22/tcp")]
    public async Task Unknown_help_is_no_page(string path)
    {
        using var caller = _site.From();
        Assert.Equal(404, (await caller.GetAsync(path, Html)).Status);
    }

    [Theory]
    [InlineData("/help/port?number=22", "/help/port/22")]
    [InlineData("/help/port?number=+22+&lang=de", "/help/port/22?lang=de")]
    [InlineData("/help/port?number=022", "/help/port/22")]
    public async Task Form_leads_to_the_port_and_keeps_the_language(string path, string location)
    {
        using var caller = _site.From();
        var answer = await caller.GetAsync(path, Html);
        Assert.Equal((302, location), (answer.Status, answer.Header("Location")));
    }

    [Fact]
    public async Task No_link_of_any_page_leads_nowhere()
    {
        using var caller = _site.From();
        var (seen, waiting) = (new HashSet<string>(["/"], StringComparer.Ordinal), new Queue<string>(["/"]));
        while (waiting.TryDequeue(out var path))
        {
            var answer = await caller.GetAsync(path, Html);
            Assert.True(answer.Status == 200, $"{path} is answered with {answer.Status}.");
            foreach (var link in answer.MediaType == "text/html" ? LinksOf(answer.Page).Where(link => !IsPortInALanguage(link) && seen.Add(link)) : [])
            {
                waiting.Enqueue(link);
            }
        }

        Assert.All(Paths.Select(row => row.Data).Where(path => !path.StartsWith($"{HelpPaths.Ports}/", StringComparison.Ordinal)), path => Assert.Contains(path, seen));
        Assert.Contains(HelpPaths.OfPort(443), seen);
    }

    [Theory]
    [InlineData("lynx")]
    [InlineData("w3m")]
    public async Task Help_can_be_read_in_a_text_browser(string browser)
    {
        Assert.SkipUnless(Tool.IsInstalled(browser), $"{browser} is not installed.");
        var site = $"http://127.0.0.1:{_site.Port}";
        Assert.Contains("Stealth or closed: which is better?", await Tool.RunAsync(browser, "-dump", $"{site}/help"), StringComparison.Ordinal);
        Assert.Matches(@"reset\s+The connection was refused\.", await Tool.RunAsync(browser, "-dump", $"{site}/help/closed"));
        Assert.Matches(@"Usual service\s+ssh", await Tool.RunAsync(browser, "-dump", $"{site}/help/port/22"));
        Assert.Contains("How to recognise these packets", await Tool.RunAsync(browser, "-dump", $"{site}/help/firewall-log"), StringComparison.Ordinal);
    }

    // These are many, and their links are those of the page in English.
    private static bool IsPortInALanguage(string link) => link.StartsWith($"{HelpPaths.Ports}/", StringComparison.Ordinal) && link.Contains('?', StringComparison.Ordinal);

    private static IEnumerable<string> LinksOf(XDocument page) => page.Descendants()
        .Where(element => element.Name.LocalName is "a" or "link")
        .Select(element => element.Attribute("href")!.Value)
        .Where(link => link.StartsWith('/'));
}
