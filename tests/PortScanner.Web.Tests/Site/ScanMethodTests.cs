using System.Net.Http.Headers;
using System.Text;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>A scan is started by the POST of a form, and by nothing else.</summary>
[Collection<SharedSiteTests>]
public sealed class ScanMethodTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_start_nothing_and_say_which_does(string method)
    {
        using var caller = _site.From();
        var answer = await caller.SendAsync(method, "/scan?consent=yes&ports=1", null);
        Assert.Equal((405, "POST"), (answer.Status, answer.Header("Allow")));
        Assert.DoesNotContain("ports:", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_in_the_address_are_refused()
    {
        using var caller = _site.From();
        var answer = await caller.SendAsync("POST", "/scan?profile=full", Caller.Form("consent=yes"));
        Assert.Equal(400, answer.Status);
        answer.AssertFitsTerminal();
    }

    [Theory]
    [InlineData("""{"consent":"yes"}""", "application/json")]
    [InlineData("consent=yes", "text/plain")]
    [InlineData("consent=yes", "multipart/form-data")]
    [InlineData("no part of it", "multipart/form-data; boundary=x")]
    public async Task Body_that_is_no_form_is_refused(string body, string type)
    {
        using var caller = _site.From();
        using var content = new StringContent(body, Encoding.ASCII);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        Assert.Equal(400, (await caller.SendAsync("POST", "/scan", content)).Status);
    }

    [Fact]
    public async Task Request_without_a_body_is_refused()
    {
        using var caller = _site.From();
        Assert.Equal(400, (await caller.SendAsync("POST", "/scan", null)).Status);
    }

    [Fact]
    public async Task Body_beyond_a_form_is_refused_as_too_large()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"consent=yes&ports={new string('1', 20_000)}", "Accept: application/json");
        Assert.Equal((413, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task Form_with_a_thousand_fields_is_refused()
    {
        using var caller = _site.From();
        Assert.Equal(400, (await caller.ScanAsync(string.Join('&', Enumerable.Range(0, 1000).Select(field => $"f{field}=1")))).Status);
    }

    [Fact]
    public async Task Multipart_form_is_read_as_any_other()
    {
        using var caller = _site.From();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("yes"), "consent" }, { new StringContent("1"), "ports" }, { new StringContent("json"), "format" },
        };
        Assert.Equal(200, (await caller.SendAsync("POST", "/scan", form)).Status);
    }

    [Fact]
    public async Task File_in_place_of_a_field_is_refused_and_not_lost()
    {
        using var caller = _site.From();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("yes"), "consent" }, { new StringContent("1"), "ports" }, { new StringContent("22"), "expect", "expect.txt" },
        };
        var answer = await caller.SendAsync("POST", "/scan", form);
        Assert.Equal(400, answer.Status);
        Assert.Contains("form: \"expect\" is sent as a file", answer.Body, StringComparison.Ordinal);
    }
}
