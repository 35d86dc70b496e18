using System.Xml.Linq;

using PortScanner.Core.Localization;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

[Collection<SharedSiteTests>]
public sealed class LanguageTests(SharedSite shared)
{
    private const string Html = "Accept: text/html";
    private const string LikesGerman = "Accept-Language: de-AT,de;q=0.9,en;q=0.5";

    private readonly RunningSite _site = shared.Site;

    public static TheoryData<string> Codes => [.. Languages.All.Select(messages => messages.Language.Code)];

    [Theory]
    [InlineData("/", "Accept: text/html")]
    [InlineData("/", "Accept: text/plain")]
    [InlineData("/about", "Accept: text/html")]
    [InlineData("/about", "Accept: text/plain")]
    [InlineData("/nothing", "Accept: text/html")]
    [InlineData("/nothing", "Accept: text/plain")]
    [InlineData("/scan", "Accept: application/json")]
    public async Task Answer_is_in_the_language_that_the_browser_asks_for_and_says_so(string path, string accept)
    {
        using var caller = _site.From();
        var english = await caller.GetAsync(path, accept);
        var german = await caller.GetAsync(path, accept, LikesGerman);
        Assert.Equal(("en", "de"), (english.Header("Content-Language"), german.Header("Content-Language")));
        Assert.Equal(("Accept-Language", "Accept-Language"), (english.Header("Vary"), german.Header("Vary")));
        Assert.NotEqual(english.Body, german.Body);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Pages_are_whole_in_each_language(string code)
    {
        using var caller = _site.From();
        foreach (var path in new[] { "/", "/about" })
        {
            (await caller.GetAsync($"{path}?lang={code}")).AssertFitsTerminal();
            var page = (await caller.GetAsync($"{path}?lang={code}", Html)).Page;
            Assert.Equal(code, page.Root!.Attribute("lang")?.Value);
        }
    }

    [Fact]
    public async Task Choice_beats_the_browser_and_goes_on_in_each_link_and_form()
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync("/?lang=fr", Html, LikesGerman)).Page;
        Assert.Equal("fr", page.Root!.Attribute("lang")?.Value);
        Assert.Equal("fr", Assert.Single(page.Descendants("form")).Elements("input").Single(input => input.Attribute("name")?.Value == "lang").Attribute("value")?.Value);
        Assert.All(PathsOf(page), path => Assert.Contains("?lang=", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Choice_goes_on_in_each_command_of_the_start_page_for_a_terminal()
    {
        using var caller = _site.From();
        var answer = await caller.GetAsync("/?lang=es", LikesGerman);
        Assert.Contains($"  curl -sN -d consent=yes -d lang=es http://127.0.0.1:{_site.Port}/scan", answer.Lines);
        Assert.Contains($"  curl -s \"http://127.0.0.1:{_site.Port}/about?lang=es\"", answer.Lines);
    }

    [Fact]
    public async Task Page_that_nobody_chose_a_language_on_has_it_only_in_the_switch()
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync("/about", Html, LikesGerman)).Page;
        var (choosing, plain) = (PathsOf(page).Where(path => path.Contains('?', StringComparison.Ordinal)), PathsOf(page).Where(path => !path.Contains('?', StringComparison.Ordinal)));
        Assert.Equal(["/about?lang=en", "/about?lang=fr", "/about?lang=es"], choosing);
        Assert.Contains("/about", plain);
        Assert.DoesNotContain(page.Descendants("input"), input => input.Attribute("name")?.Value == "lang");
    }

    [Theory]
    [InlineData("/?lang=xx", "de")]
    [InlineData("/?lang=", "de")]
    [InlineData("/?lang=es&lang=fr", "de")]
    [InlineData("/?lang=ES", "es")]
    public async Task Choice_that_is_not_known_counts_for_nothing(string path, string code)
    {
        using var caller = _site.From();
        Assert.Equal(code, (await caller.GetAsync(path, LikesGerman)).Header("Content-Language"));
    }

    [Theory]
    [InlineData("profile=quick&lang=es", "es")]
    [InlineData("consent=yes&lang=fr&nonsense=1", "fr")]
    [InlineData("profile=quick", "de")]
    [InlineData("profile=quick&lang=xx", "de")]
    public async Task Refused_form_is_answered_in_its_own_language(string form, string code)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(form, LikesGerman, Html);
        Assert.Equal((400, code), (answer.Status, answer.Header("Content-Language")));
        Assert.Equal(code, answer.Page.Root!.Attribute("lang")?.Value);
    }

    [Fact]
    public async Task Report_is_in_the_language_of_its_form_and_data_stays_English()
    {
        using var caller = _site.From("127.0.0.40");
        const string Form = "consent=yes&ports=1&icmp=no&lang=de";
        var text = await caller.ScanAsync($"{Form}&format=text");
        var html = await caller.ScanAsync($"{Form}&format=html");
        var json = await caller.ScanAsync($"{Form}&format=json");
        Assert.Equal(("de", "de", "en"), (text.Header("Content-Language"), html.Header("Content-Language"), json.Header("Content-Language")));
        text.AssertFitsTerminal();
        Assert.Contains("ERGEBNIS", text.Lines);
        Assert.Equal("de", html.Page.Root!.Attribute("lang")?.Value);
        Assert.All(PathsOf(html.Page), path => Assert.Contains("?lang=", path, StringComparison.Ordinal));
        Assert.Equal("closed", json.Json.GetProperty("results")[0].GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("lynx", "-display_charset=utf-8")]
    [InlineData("w3m", "-O")]
    public async Task Text_browser_shows_the_letters_of_the_language_and_the_switch(string browser, string option)
    {
        Assert.SkipUnless(Tool.IsInstalled(browser), $"{browser} is not installed.");
        string[] options = option == "-O" ? [option, "UTF-8"] : [option];
        var text = await Tool.RunAsync(browser, [.. options, "-dump", $"http://127.0.0.1:{_site.Port}/?lang=de"]);
        Assert.Contains("Über diesen Test", text, StringComparison.Ordinal);
        Assert.Contains("Français", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> PathsOf(XDocument page) =>
        page.Descendants("a").Select(link => link.Attribute("href")!.Value).Where(path => path.StartsWith('/'));
}
