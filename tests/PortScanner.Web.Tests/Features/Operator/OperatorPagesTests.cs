using System.Globalization;
using System.Xml.Linq;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Operator;

/// <summary>What whoever was tested finds, with and without an operator who left a contact.</summary>
[Collection<SharedSiteTests>]
public sealed class OperatorPagesTests(SharedSite shared)
{
    private const string Html = "Accept: text/html";

    [Theory]
    [InlineData("/privacy", 6)]
    [InlineData("/abuse", 4)]
    public async Task Page_fits_a_terminal_and_is_well_formed_in_each_language(string path, int sections)
    {
        using var caller = shared.Site.From();
        foreach (var language in (string[])["en", "de", "fr", "es"])
        {
            var text = await caller.GetAsync($"{path}?lang={language}");
            text.AssertFitsTerminal();
            var page = await caller.GetAsync($"{path}?lang={language}", Html);
            Assert.Equal((200, language), (page.Status, page.Header("Content-Language")));
            Assert.Equal(sections, page.Page.Descendants("h2").Count());
            Assert.DoesNotContain("{", text.Body + page.Page.Root!.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_about_the_site_lead_to_each_other()
    {
        using var caller = shared.Site.From();
        string[] pages = ["/about", "/privacy", "/abuse"];
        foreach (var path in pages)
        {
            var links = (await caller.GetAsync(path, Html)).Page.Descendants("main").Descendants("a").Select(link => link.Attribute("href")!.Value);
            Assert.Equal(pages.Except([path], StringComparer.Ordinal), links);
        }
    }

    [Fact]
    public async Task Without_a_contact_the_page_says_so_and_there_are_no_files()
    {
        using var caller = shared.Site.From();
        Assert.Contains("no contact was given here", string.Join(' ', (await caller.GetAsync("/abuse")).Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(404, (await caller.GetAsync("/.well-known/probing.txt")).Status);
        Assert.Equal(404, (await caller.GetAsync("/.well-known/security.txt")).Status);
    }

    [Fact]
    public async Task Contact_is_on_the_page_and_in_the_files_and_nowhere_a_link_to_another_site()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync("--Operator:Contact=mailto:abuse@example.org", "--Operator:PublicOrigin=https://scan.example.org/");
        using var caller = site.From();
        Assert.Contains("abuse@example.org", (await caller.GetAsync("/abuse")).Body, StringComparison.Ordinal);
        var page = await caller.GetAsync("/abuse", Html);
        Assert.Equal("abuse@example.org", Assert.Single(page.Page.Descendants("a"), link => link.Attribute("href")?.Value == "mailto:abuse@example.org").Value);

        var probing = Fields(await caller.GetAsync("/.well-known/probing.txt"));
        Assert.Equal(["Canonical", "Contact", "Expires", "Preferred-Languages", "Description"], probing.Keys);
        Assert.Equal("https://scan.example.org/.well-known/probing.txt", probing["Canonical"]);
        var security = Fields(await caller.GetAsync("/.well-known/security.txt", Html));
        Assert.Equal(["Canonical", "Contact", "Expires", "Preferred-Languages"], security.Keys);
        Assert.Equal("mailto:abuse@example.org", security["Contact"]);
        var expires = DateTimeOffset.Parse(security["Expires"], CultureInfo.InvariantCulture);
        Assert.InRange(expires - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(30), TimeSpan.FromDays(365));
    }

    private static Dictionary<string, string> Fields(Answer answer)
    {
        Assert.Equal((200, "text/plain"), (answer.Status, answer.MediaType));
        return answer.Lines.Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }
}
