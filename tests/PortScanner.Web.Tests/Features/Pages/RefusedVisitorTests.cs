using PortScanner.Web.Tests.Features.Callers;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Pages;

/// <summary>Who cannot be tested is told so by the page, with what to do, instead of by a button.</summary>
[Collection<StartedProgram>]
public sealed class RefusedVisitorTests(ProxiedSite proxied) : IClassFixture<ProxiedSite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/port")]
    [InlineData("/port/22")]
    public async Task Address_that_cannot_be_tested_has_no_form_and_no_command(string path)
    {
        using var proxy = proxied.Site.From();
        var page = (await proxy.GetAsync(path, ProxiedSite.For("203.0.113.7", "Accept: text/html"))).Page;
        Assert.Empty(page.Descendants("form"));
        Assert.Empty(page.Descendants("button"));
        var told = Assert.Single(page.Descendants("section"), section => section.Attribute("data-refused") is not null);
        Assert.Contains("set aside for examples", told.Value, StringComparison.Ordinal);

        var text = await proxy.GetAsync(path, ProxiedSite.For("203.0.113.7"));
        text.AssertFitsTerminal();
        Assert.Contains("Your address cannot be tested", text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("consent=yes", text.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/port")]
    public async Task Address_that_can_be_tested_has_the_form(string path)
    {
        using var proxy = proxied.Site.From();
        var page = (await proxy.GetAsync(path, ProxiedSite.For("8.8.8.8", "Accept: text/html"))).Page;
        Assert.Single(page.Descendants("form"));
    }

    // The site's own proxy may add what it likes, and so may whoever was before it.
    [Fact]
    public async Task Own_proxy_is_no_web_proxy_of_the_visitor()
    {
        using var proxy = proxied.Site.From();
        var page = (await proxy.GetAsync("/", ProxiedSite.For("8.8.8.8", "Accept: text/html", "Via: 1.1 nginx", "X-Forwarded-For: 8.8.8.8"))).Page;
        Assert.DoesNotContain(page.Descendants("p"), paragraph => paragraph.Attribute("data-proxy") is not null);
    }
}
