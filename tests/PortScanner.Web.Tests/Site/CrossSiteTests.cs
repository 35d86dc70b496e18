using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

[Collection<SharedSiteTests>]
public sealed class CrossSiteTests(SharedSite shared)
{
    private const string Form = "consent=yes&ports=1&icmp=no&format=json";

    private readonly RunningSite _site = shared.Site;

    [Theory]
    [InlineData("Sec-Fetch-Site: cross-site")]
    [InlineData("Sec-Fetch-Site: same-site")]
    [InlineData("Sec-Fetch-Site: anything")]
    [InlineData("Origin: http://elsewhere.example")]
    [InlineData("Origin: http://127.0.0.1")]
    [InlineData("Origin: null")]
    [InlineData("Origin: not an origin")]
    [InlineData("Sec-Fetch-Site: none|Origin: null")]
    [InlineData("Sec-Fetch-Site: same-origin|Origin: http://elsewhere.example")]
    [InlineData("Sec-Fetch-Site: cross-site|Origin: SELF")]
    public async Task Page_of_another_site_cannot_start_a_scan(string headers)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(Form, Headers(headers));
        Assert.Equal(403, answer.Status);
        Assert.Contains("another site", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site: same-origin")]
    [InlineData("Sec-Fetch-Site: none")]
    [InlineData("Origin: SELF")]
    [InlineData("Sec-Fetch-Site: same-origin|Origin: SELF")]
    [InlineData("Sec-Fetch-Site: same-origin|Origin: null")]
    public async Task Own_page_can_start_a_scan(string headers)
    {
        using var caller = _site.From();
        Assert.Equal(200, (await caller.ScanAsync(Form, Headers(headers))).Status);
    }

    private string[] Headers(string headers) =>
        headers.Replace("SELF", $"http://127.0.0.1:{_site.Port}", StringComparison.Ordinal).Split('|');
}
