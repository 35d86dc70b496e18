using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Pages;

/// <summary>Who comes through a web proxy that says so is told that its address would be tested; the header decides nothing.</summary>
[Collection<SharedSiteTests>]
public sealed class ProxyNoteTests(SharedSite shared)
{
    [Theory]
    [InlineData("Via: 1.1 squid", true)]
    [InlineData("X-Forwarded-For: 192.0.2.1", true)]
    [InlineData("Forwarded: for=192.0.2.1", true)]
    [InlineData("DNT: 1", false)]
    public async Task Visitor_behind_a_web_proxy_is_told(string header, bool isTold)
    {
        using var caller = shared.Site.From();
        foreach (var path in (string[])["/", "/port"])
        {
            var page = (await caller.GetAsync(path, header, "Accept: text/html")).Page;
            Assert.Equal(isTold, page.Descendants("p").Any(paragraph => paragraph.Attribute("data-proxy") is not null));
            Assert.Single(page.Descendants("form"));
            Assert.DoesNotContain("192.0.2.1", page.Root!.Value, StringComparison.Ordinal);
            var text = await caller.GetAsync(path, header);
            text.AssertFitsTerminal();
            Assert.Equal(isTold, text.Body.Contains("through a web proxy", StringComparison.Ordinal));
        }
    }
}
