using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

public sealed class HeadersTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly RunningSite _site = shared.Site;

    [Theory]
    [InlineData("GET", "/", null, 200)]
    [InlineData("GET", "/ip", null, 200)]
    [InlineData("GET", "/healthz", null, 200)]
    [InlineData("GET", "/assets/site.css", null, 200)]
    [InlineData("GET", "/nothing", null, 404)]
    [InlineData("GET", "/scan", null, 405)]
    [InlineData("POST", "/scan", "profile=quick", 400)]
    [InlineData("POST", "/scan", "consent=yes&ports=1&icmp=no&format=text", 200)]
    [InlineData("POST", "/scan", "consent=yes&ports=1&icmp=no&format=json", 200)]
    [InlineData("POST", "/scan?consent=yes", "consent=yes", 400)]
    [InlineData("POST", "/api/scans", "profile=quick", 400)]
    [InlineData("GET", "/api/scans/nothing/events", null, 404)]
    public async Task Every_answer_forbids_caching_framing_sniffing_and_foreign_content(string method, string path, string? form, int status)
    {
        using var caller = _site.From();
        var answer = await caller.SendAsync(method, path, form is null ? null : Caller.Form(form));
        Assert.Equal(status, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        var policy = answer.Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Equal(path == "/ip" ? "*" : null, answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Style_sheet_of_the_pages_is_there()
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync("/", "Accept: text/html")).Page;
        var sheet = Assert.Single(page.Descendants("link")).Attribute("href")!.Value;
        Assert.Equal("text/css", (await caller.GetAsync(sheet)).MediaType);
    }
}
