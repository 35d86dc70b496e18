using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>Without script, a form that was refused comes back as it was, with what is wrong beside each field.</summary>
[Collection<SharedSiteTests>]
public sealed class RefilledFormTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Fact]
    public async Task Refused_form_comes_back_filled_in_with_the_error_at_its_field()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync("consent=yes&profile=custom&ports=22,x&udp=no&icmp=no&firewall=yes&expect=443", "Accept: text/html");
        Assert.Equal(400, answer.Status);
        var inputs = answer.Page.Descendants("input").ToLookup(input => input.Attribute("name")!.Value);
        var ports = Assert.Single(inputs["ports"]);
        Assert.Equal(("22,x", "true"), (ports.Attribute("value")?.Value, ports.Attribute("aria-invalid")?.Value));
        var error = Assert.Single(answer.Page.Descendants(), element => element.Attribute("id")?.Value == ports.Attribute("aria-describedby")?.Value);
        Assert.Contains("\"x\" at character 4", error.Value, StringComparison.Ordinal);
        Assert.Equal("443", Assert.Single(inputs["expect"]).Attribute("value")?.Value);
        Assert.All(["udp", "icmp", "firewall"], (string field) => Assert.NotNull(Assert.Single(inputs[field]).Attribute("checked")));
        Assert.NotNull(Assert.Single(inputs["consent"]).Attribute("checked"));
        Assert.Equal("custom", Assert.Single(inputs["profile"], input => input.Attribute("checked") is not null).Attribute("value")?.Value);
        Assert.NotNull(Assert.Single(answer.Page.Descendants("details"), details => details.Attribute("class")?.Value == "options").Attribute("open"));
    }

    [Fact]
    public async Task Form_that_does_not_agree_comes_back_with_that_alone_and_all_that_was_filled_in()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync("profile=custom&ports=22,x&expect=443", "Accept: text/html");
        Assert.Equal(400, answer.Status);
        var inputs = answer.Page.Descendants("input").ToLookup(input => input.Attribute("name")!.Value);
        var consent = Assert.Single(inputs["consent"]);
        Assert.Equal((null, "true"), (consent.Attribute("checked")?.Value, consent.Attribute("aria-invalid")?.Value));
        Assert.Equal(("22,x", null), (Assert.Single(inputs["ports"]).Attribute("value")?.Value, Assert.Single(inputs["ports"]).Attribute("aria-invalid")?.Value));
        Assert.Equal("443", Assert.Single(inputs["expect"]).Attribute("value")?.Value);
    }

    [Theory]
    [InlineData("gentle", "gentle", 4)]
    [InlineData("7", "7s", 5)]
    public async Task Pace_that_was_asked_for_stays_chosen(string asked, string name, int choices)
    {
        using var caller = _site.From();
        var select = Assert.Single((await caller.ScanAsync($"consent=yes&ports=x&pace={asked}", "Accept: text/html")).Page.Descendants("select"));
        var options = select.Elements("option").ToList();
        Assert.Equal(choices, options.Count);
        Assert.Equal(name, Assert.Single(options, option => option.Attribute("selected") is not null).Attribute("value")?.Value);
    }

    [Fact]
    public async Task Pace_that_is_refused_has_the_error_beside_it()
    {
        using var caller = _site.From();
        var page = (await caller.ScanAsync("consent=yes&profile=full&pace=gentle", "Accept: text/html")).Page;
        var select = Assert.Single(page.Descendants("select"));
        var error = Assert.Single(page.Descendants(), element => element.Attribute("id")?.Value == select.Attribute("aria-describedby")?.Value);
        Assert.Contains("too many ports for a slow test", error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><b>")]
    [InlineData("\u0000\u001b[2J")]
    [InlineData("'); --")]
    public async Task Hostile_text_comes_back_as_text(string text)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"consent=yes&ports={Uri.EscapeDataString(text)}&expect={Uri.EscapeDataString(text)}&profile={Uri.EscapeDataString(text)}", "Accept: text/html");
        Assert.Equal(400, answer.Status);
        var names = answer.Page.Descendants().Select(element => element.Name.LocalName).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain("b", names);
        Assert.All(answer.Page.Descendants("script"), script => Assert.Equal("", script.Value));
    }

    [Fact]
    public async Task Unknown_field_is_told_above_the_form()
    {
        using var caller = _site.From();
        var page = (await caller.ScanAsync("consent=yes&target=192.0.2.1", "Accept: text/html")).Page;
        Assert.Contains("There is no field", Assert.Single(page.Descendants("section"), section => section.Attribute("role")?.Value == "alert").Value, StringComparison.Ordinal);
        Assert.Single(page.Descendants("form"));
    }
}
