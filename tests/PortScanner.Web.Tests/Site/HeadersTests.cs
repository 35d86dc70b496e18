using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

[Collection<SharedSiteTests>]
public sealed class HeadersTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Theory]
    [InlineData("GET", "/", null, 200)]
    [InlineData("GET", "/ip", null, 200)]
    [InlineData("GET", "/healthz", null, 200)]
    [InlineData("GET", "/nothing", null, 404)]
    [InlineData("GET", "/scan", null, 405)]
    [InlineData("POST", "/scan", "profile=quick", 400)]
    [InlineData("POST", "/scan", "consent=yes&ports=1&icmp=no&format=text", 200)]
    [InlineData("POST", "/scan", "consent=yes&ports=1&icmp=no&format=json", 200)]
    [InlineData("POST", "/scan?consent=yes", "consent=yes", 400)]
    [InlineData("GET", "/port/1", null, 200)]
    [InlineData("GET", "/port/x", null, 404)]
    [InlineData("POST", "/port/1", "consent=yes", 200)]
    [InlineData("POST", "/port/1", "", 400)]
    [InlineData("POST", "/api/scans", "profile=quick", 400)]
    [InlineData("GET", "/api/scans/nothing/events", null, 404)]
    public async Task Every_answer_forbids_caching_framing_sniffing_and_foreign_content(string method, string path, string? form, int status)
    {
        using var caller = _site.From();
        var answer = await caller.SendAsync(method, path, form is null ? null : Caller.Form(form));
        Assert.Equal(status, answer.Status);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        var policy = answer.Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Equal(path == "/ip" ? "*" : null, answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Page_may_ask_the_sites_own_names_for_the_address_families_and_no_other()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync("--Web:Ipv4Origin=https://ipv4.example.org", "--Web:Ipv6Origin=https://ipv6.example.org/");
        using var caller = site.From();
        var page = await caller.GetAsync("/", "Accept: text/html");
        Assert.Contains(
            "connect-src 'self' https://ipv4.example.org https://ipv6.example.org;", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(page.Page.Descendants("p"), paragraph => paragraph.Attribute("data-other-origin")?.Value == "https://ipv6.example.org");
        Assert.Contains(page.Page.Descendants("a"), link => link.Attribute("href")?.Value == "https://ipv6.example.org/");
    }
}
