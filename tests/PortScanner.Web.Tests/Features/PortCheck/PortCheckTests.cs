using System.Xml.Linq;

using PortScanner.Core.Localization;
using PortScanner.Web.Features.PortCheck;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.PortCheck;

/// <summary>"Is my port open?" on loopback, where the program's own port is open and port 1 is closed.</summary>
[Collection<SharedSiteTests>]
public sealed class PortCheckTests(SharedSite shared)
{
    private const string Html = "Accept: text/html";

    private readonly RunningSite _site = shared.Site;

    [Fact]
    public async Task Answer_is_a_line_for_each_port()
    {
        var answer = await AskAsync($"/port/1,{_site.Port}", "consent=yes");
        Assert.Equal((200, "text/plain"), (answer.Status, answer.MediaType));
        AssertRows(answer);
        answer.AssertFitsTerminal();
    }

    [Fact]
    public async Task Ports_may_be_in_the_form_where_nobody_logs_them() => AssertRows(await AskAsync("/port", $"consent=yes&ports=1,{_site.Port}"));

    [Fact]
    public async Task Udp_port_has_its_line_too()
    {
        var answer = await AskAsync("/port/U:1", "consent=yes");
        Assert.Matches(@"^1/udp closed \S+ port-unreach \d+\.\d ms$", Assert.Single(Rows(answer)));
    }

    [Fact]
    public async Task Strict_status_tells_whether_all_are_open()
    {
        var open = await AskAsync($"/port/{_site.Port}", "consent=yes&status=strict");
        Assert.Equal(200, open.Status);
        Assert.Matches($@"^{_site.Port}/tcp open \S+ syn-ack \d+\.\d ms\n$", open.Body);
        var mixed = await AskAsync($"/port/1,{_site.Port}", "consent=yes&status=strict");
        Assert.Equal((409, "text/plain"), (mixed.Status, mixed.MediaType));
        AssertRows(mixed);
        Assert.Equal(400, (await AskAsync("/port/1", "consent=yes&status=strict&format=html")).Status);
    }

    [Fact]
    public async Task Reader_has_the_report_that_it_asks_for()
    {
        var json = await AskAsync($"/port/{_site.Port}", "consent=yes", "Accept: application/json");
        Assert.Equal((200, true), (json.Status, json.Json.GetProperty("pass").GetBoolean()));
        var page = await AskAsync("/port", $"consent=yes&ports={_site.Port}", Html);
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains(page.Page.Descendants("td"), cell => cell.Value == "open");
    }

    [Theory]
    [InlineData("/port/1", "", 400)]
    [InlineData("/port/1", "consent=no", 400)]
    [InlineData("/port/1", "consent=yes&ports=2", 400)]
    [InlineData("/port/1", "consent=yes&target=192.0.2.1", 400)]
    [InlineData("/port/1", "consent=yes&profile=full", 400)]
    [InlineData("/port/1?consent=yes", "consent=yes", 400)]
    [InlineData("/port", "consent=yes", 400)]
    [InlineData("/port/65536", "consent=yes", 400)]
    [InlineData("/port/192.0.2.1", "consent=yes", 400)]
    [InlineData("/port/1-17", "consent=yes", 400)]
    [InlineData("/port/1-9,U:1-8", "consent=yes", 400)]
    public async Task What_is_no_question_starts_nothing(string path, string form, int status)
    {
        var answer = await AskAsync(path, form);
        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("/tcp", answer.Body, StringComparison.Ordinal);
        answer.AssertFitsTerminal();
    }

    [Fact]
    public async Task Page_of_another_site_asks_nothing() =>
        Assert.Equal(403, (await AskAsync("/port/1", "consent=yes", "Sec-Fetch-Site: cross-site")).Status);

    [Fact]
    public async Task Form_that_is_refused_comes_back_as_it_was()
    {
        var answer = await AskAsync("/port", "consent=yes&ports=1-40", Html);
        Assert.Equal(400, answer.Status);
        var inputs = Inputs(answer);
        Assert.Equal(("1-40", "true"), (inputs["ports"].Attribute("value")?.Value, inputs["ports"].Attribute("aria-invalid")?.Value));
        Assert.NotNull(inputs["consent"].Attribute("checked"));
        var error = Assert.Single(answer.Page.Descendants(), element => element.Attribute("id")?.Value == inputs["ports"].Attribute("aria-describedby")?.Value);
        Assert.Contains($"At most {PortForm.MostPorts} ports", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_has_one_field_and_agrees_to_nothing_by_itself()
    {
        using var caller = _site.From();
        var page = await caller.GetAsync("/port/443,22", Html);
        var form = Assert.Single(page.Page.Descendants("form"));
        Assert.Equal(("post", "/port"), (form.Attribute("method")?.Value, form.Attribute("action")?.Value));
        var inputs = Inputs(page);
        Assert.Equal(["consent", "ports"], inputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("22,443", inputs["ports"].Attribute("value")?.Value);
        Assert.Null(inputs["consent"].Attribute("checked"));
        Assert.All(form.Descendants("input"), input => Assert.Contains(input.Ancestors("label"), label => label.Value.Trim().Length > 5));
        Assert.Single(page.Page.Descendants("h1"));

        // What only a script can do is made by it: text browsers show what is hidden.
        Assert.All(form.Descendants("input"), input => Assert.NotNull(input.Attribute("name")));
    }

    [Fact]
    public async Task Page_is_served_in_each_language_and_tells_a_terminal_the_command()
    {
        using var caller = _site.From();
        foreach (var code in Languages.All.Select(messages => messages.Language.Code))
        {
            var text = await caller.GetAsync($"/port/22?lang={code}");
            text.AssertFitsTerminal();
            Assert.Contains($"  curl -sN -d consent=yes -d lang={code} http://127.0.0.1:{_site.Port}/port/22", text.Lines);
            Assert.Contains($"  curl -s --fail -d consent=yes -d status=strict http://127.0.0.1:{_site.Port}/port/22", text.Lines);
            Assert.Equal(code, (await caller.GetAsync($"/port/22?lang={code}", Html)).Page.Root!.Attribute("lang")?.Value);
        }
    }

    [Theory]
    [InlineData("/port/x")]
    [InlineData("/port/65536")]
    [InlineData("/port/1-17")]
    [InlineData("/port/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/port/22;%20reboot")]
    public async Task Path_that_names_no_ports_is_not_found_and_says_what_may_be_named(string path)
    {
        using var caller = _site.From();
        var text = await caller.GetAsync(path);
        Assert.Equal(404, text.Status);
        text.AssertFitsTerminal();
        var page = await caller.GetAsync(path, Html);
        Assert.Equal(404, page.Status);
        Assert.Equal("true", Inputs(page)["ports"].Attribute("aria-invalid")?.Value);
        Assert.All(page.Page.Descendants("script"), script => Assert.Equal("", script.Value));
        Assert.EndsWith("/port/22", Assert.Single(page.Page.Descendants("code")).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "/port")]
    [InlineData("/help/port/22", "/port/22")]
    public async Task Other_pages_lead_there(string path, string link)
    {
        using var caller = _site.From();
        Assert.Contains((await caller.GetAsync(path, Html)).Page.Descendants("a"), element => element.Attribute("href")?.Value == link);
        Assert.Contains("/port/22", (await caller.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    private static Dictionary<string, XElement> Inputs(Answer answer) => answer.Page.Descendants("input")
        .Where(input => input.Attribute("name") is not null)
        .ToDictionary(input => input.Attribute("name")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Rows(Answer answer) => answer.Lines.Where(line => !line.StartsWith('#'));

    private async Task<Answer> AskAsync(string path, string form, params string[] headers)
    {
        using var caller = _site.From();
        return await caller.SendAsync("POST", path, Caller.Form(form), headers);
    }

    private void AssertRows(Answer answer)
    {
        var rows = Rows(answer).OrderBy(row => row.Length).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Matches(@"^1/tcp closed - reset \d+\.\d ms$", rows.Single(row => row.StartsWith("1/", StringComparison.Ordinal)));
        Assert.Matches($@"^{_site.Port}/tcp open \S+ syn-ack \d+\.\d ms$", rows.Single(row => row.StartsWith($"{_site.Port}/", StringComparison.Ordinal)));
    }
}
