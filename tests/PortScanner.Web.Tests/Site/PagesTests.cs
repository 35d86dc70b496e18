using System.Xml.Linq;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

[Collection<SharedSiteTests>]
public sealed class PagesTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Fact]
    public async Task Start_page_for_a_browser_has_a_form_that_agrees_to_nothing_by_itself()
    {
        using var caller = _site.From();
        var answer = await caller.GetAsync("/", "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal((200, "text/html"), (answer.Status, answer.MediaType));
        var form = Assert.Single(answer.Page.Descendants("form"));
        Assert.Equal(("post", "/scan"), (form.Attribute("method")?.Value, form.Attribute("action")?.Value));
        var consent = Assert.Single(form.Descendants("input"), input => input.Attribute("name")?.Value == "consent");
        Assert.Equal(("checkbox", "yes", null), (consent.Attribute("type")?.Value, consent.Attribute("value")?.Value, consent.Attribute("checked")?.Value));
        Assert.Contains("127.0.0.1", answer.Page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_page_names_each_input_for_who_cannot_see_it()
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync("/", "Accept: text/html")).Page;
        Assert.Equal("en", page.Root!.Attribute("lang")?.Value);
        Assert.NotEmpty(page.Descendants("title").Single().Value);
        Assert.Single(page.Descendants("h1"));
        Assert.Single(page.Descendants("main"));
        Assert.All(page.Descendants("input").Concat(page.Descendants("select")), input => Assert.Contains(input.Ancestors("label"), label => label.Value.Trim().Length > 5));
        Assert.All(page.Descendants("fieldset"), set => Assert.NotEmpty(((XElement)set.FirstNode!).Value));
        Assert.All(page.Descendants("script"), script => Assert.True(script.Attribute("src") is not null && script.IsEmpty | script.Value.Length == 0));
        Assert.DoesNotContain(page.Descendants(), element => element.Attributes().Any(attribute => attribute.Name.LocalName is "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", "8 minutes for quick", "56 minutes for standard")]
    [InlineData("de", "8 Minuten für quick", "56 Minuten für standard")]
    [InlineData("fr", "8 minutes pour quick", "56 minutes pour standard")]
    [InlineData("es", "8 minutos con quick", "56 minutos con standard")]
    public async Task Start_page_tells_how_long_the_gentle_pace_takes(string language, string quick, string standard)
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync($"/?lang={language}", "Accept: text/html")).Page;
        var select = Assert.Single(page.Descendants("select"));
        Assert.True(select.Ancestors("label").Single().Value.Trim().Length > 20);
        Assert.Equal(["normal", "gentle", "5s", "15s"], select.Elements("option").Select(option => option.Attribute("value")?.Value));
        Assert.Equal("normal", Assert.Single(select.Elements("option"), option => option.Attribute("selected") is not null).Attribute("value")?.Value);
        var takes = Assert.Single(page.Descendants(), element => element.Attribute("id")?.Value == select.Attribute("aria-describedby")?.Value);
        Assert.Contains(quick, takes.Value, StringComparison.Ordinal);
        Assert.Contains(standard, takes.Value, StringComparison.Ordinal);

        // What the script counts with: seconds at one packet a second.
        var time = Assert.Single(page.Descendants("p"), element => element.Attribute("data-pace-time") is not null);
        Assert.Equal([null, "1", "5", "15"], select.Elements("option").Select(option => option.Attribute("data-seconds")?.Value));
        Assert.InRange((int)time.Attribute("data-quick")!, (7 * 60) + 1, 8 * 60);
        Assert.InRange((int)time.Attribute("data-standard")!, (55 * 60) + 1, 56 * 60);
        Assert.InRange((int)time.Attribute("data-firewall")!, 60, 300);

        var text = string.Join(' ', (await caller.GetAsync($"/?lang={language}")).Lines.Select(line => line.Trim()));
        Assert.Contains("-d pace=gentle", text, StringComparison.Ordinal);
        Assert.Contains(quick, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accept: */*")]
    [InlineData("Accept: text/plain")]
    [InlineData("User-Agent: curl/8.5.0")]
    [InlineData("User-Agent: Wget/1.21.4|Accept: */*|Accept-Language: de;q=0, *")]
    [InlineData("User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0|Accept: text/plain")]
    public async Task Start_page_for_a_terminal_tells_the_command_that_works_here(string header)
    {
        using var caller = _site.From();
        var answer = await caller.GetAsync("/", header.Split('|'));
        Assert.Equal(200, answer.Status);
        answer.AssertFitsTerminal();
        Assert.Contains($"  curl -sN -d consent=yes http://127.0.0.1:{_site.Port}/scan", answer.Lines);
    }

    // As the programs send it, from their packages in Debian.
    [Theory]
    [InlineData("User-Agent: Links (2.28; Linux 6.1 x86_64; GNU C 12.2; text)|Accept: */*|Accept-Language: en,*;q=0.1")]
    [InlineData("User-Agent: ELinks/0.13.2 (textmode; Debian; Linux 6.1 x86_64; 80x24-2)|Accept: */*|Accept-Language: en")]
    [InlineData("User-Agent: Dillo/3.0.5|Accept: text/*,image/*,*/*;q=0.2")]
    [InlineData("User-Agent: Mozilla/4.0 (compatible; Dillo 3.0)|Accept: text/*,image/*,*/*;q=0.2|Accept-Language: en")]
    [InlineData("User-Agent: Mozilla/5.0 (X11; Linux x86_64; curl/8.5.0) Gecko/20100101 Firefox/140.0")]
    [InlineData("Accept: */*|Accept-Language: en")]
    [InlineData("User-Agent: curl/8.5.0|Accept: text/html")]
    public async Task Start_page_for_a_browser_that_says_little_has_the_form_and_its_report_is_a_page(string headers)
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync("/", headers.Split('|'))).Page;
        Assert.Single(page.Descendants("form"));
        var report = await caller.ScanAsync("consent=yes&ports=1&icmp=no", headers.Split('|'));
        Assert.Equal((200, "text/html"), (report.Status, report.MediaType));
        Assert.Equal("text/html", (await caller.ScanAsync("ports=1", headers.Split('|'))).MediaType);
    }

    [Theory]
    [InlineData("User-Agent: curl/8.5.0", "html", "text/html")]
    [InlineData("Accept: text/html", "text", "text/plain")]
    [InlineData("Accept: text/html", "nonsense", "text/html")]
    public async Task Format_that_is_named_decides_whoever_reads(string header, string format, string mediaType)
    {
        using var caller = _site.From();
        Assert.Equal(mediaType, (await caller.GetAsync($"/help?format={format}", header)).MediaType);
        if (format != "nonsense")
        {
            Assert.Equal(mediaType, (await caller.ScanAsync($"consent=yes&ports=1&icmp=no&format={format}", header)).MediaType);
        }
    }

    [Fact]
    public async Task About_page_fits_a_terminal_and_is_well_formed()
    {
        using var caller = _site.From();
        (await caller.GetAsync("/about")).AssertFitsTerminal();
        Assert.True((await caller.GetAsync("/about", "Accept: text/html")).Page.Descendants("h2").Count() >= 4);
    }

    [Fact]
    public async Task Address_is_told_as_text_and_as_JSON()
    {
        using var caller = _site.From("127.0.0.9");
        Assert.Equal("127.0.0.9\n", (await caller.GetAsync("/ip")).Body);
        var json = (await caller.GetAsync("/ip", "Accept: application/json")).Json;
        Assert.Equal(("127.0.0.9", "ipv4"), (json.GetProperty("address").GetString(), json.GetProperty("family").GetString()));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/about")]
    [InlineData("/privacy")]
    [InlineData("/abuse")]
    [InlineData("/help")]
    [InlineData("/help/open")]
    [InlineData("/help/port/22")]
    [InlineData("/port")]
    [InlineData("/port/22")]
    [InlineData("/ip")]
    [InlineData("/healthz")]
    public async Task Pages_answer_HEAD_with_the_headers_of_GET_and_no_body(string path)
    {
        using var caller = _site.From();
        var get = await caller.GetAsync(path);
        var head = await caller.SendAsync("HEAD", path, null);
        Assert.Equal((200, 200), (get.Status, head.Status));
        Assert.Equal((get.MediaType, get.Header("Content-Length"), string.Empty), (head.MediaType, head.Header("Content-Length"), head.Body));
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("POST", "/", 405)]
    [InlineData("DELETE", "/about", 405)]
    public async Task Wrong_requests_are_answered_in_the_manner_of_the_reader(string method, string path, int status)
    {
        using var caller = _site.From();
        var text = await caller.SendAsync(method, path, null);
        var page = await caller.SendAsync(method, path, null, "Accept: text/html");
        var problem = await caller.SendAsync(method, path, null, "Accept: application/json");
        Assert.Equal((status, status, status), (text.Status, page.Status, problem.Status));
        text.AssertFitsTerminal();
        Assert.Single(page.Page.Descendants("h1"));
        Assert.Equal("application/problem+json", problem.MediaType);
        Assert.Equal(status, problem.Json.GetProperty("status").GetInt32());
        Assert.All([text, page, problem], answer => Assert.Equal(status == 405 ? "GET, HEAD" : null, answer.Header("Allow")));
    }

    [Theory]
    [InlineData("lynx")]
    [InlineData("w3m")]
    public async Task Start_page_can_be_used_in_a_text_browser(string browser)
    {
        Assert.SkipUnless(Tool.IsInstalled(browser), $"{browser} is not installed.");
        var text = await Tool.RunAsync(browser, "-dump", $"http://127.0.0.1:{_site.Port}/");
        Assert.Contains("Your address is 127.0.0.1", text, StringComparison.Ordinal);
        Assert.Contains("I agree", text, StringComparison.Ordinal);
        Assert.Contains("Test my address", text, StringComparison.Ordinal);
    }
}
