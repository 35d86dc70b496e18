using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

[Collection<SharedSiteTests>]
public sealed class RefusedFormTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    /// <summary>A form, the field that is wrong with it, and a part of what is said.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "ports=1", "consent", "consent=yes" },
        { "consent=no&ports=1", "consent", "consent=yes" },
        { "consent=yes&colour=red", "form", "no field \"colour\"" },
        { "consent=yes&Profile=quick", "form", "no field \"Profile\"" },
        { "consent=yes&target=192.0.2.1", "form", "no field \"target\"" },
        { "consent=yes&consent=yes", "consent", "more than once" },
        { "consent=yes&profile=quick&profile=full", "profile", "more than once" },
        { "consent=yes&profile=warp", "profile", "quick, standard, full or custom" },
        { "consent=yes&ports=22,x", "ports", "\"x\"" },
        { "consent=yes&ports=70000", "ports", "70000" },
        { "consent=yes&profile=quick&ports=22", "ports", "profile=custom" },
        { "consent=yes&profile=custom", "ports", "custom" },
        { "consent=yes&udp=maybe", "udp", "yes or no" },
        { "consent=yes&icmp=1", "icmp", "yes or no" },
        { "consent=yes&pace=slow", "pace", "normal, gentle, or the seconds from one packet to the next, 1 to 60" },
        { "consent=yes&pace=0s", "pace", "1 to 60" },
        { "consent=yes&pace=61", "pace", "1 to 60" },
        { "consent=yes&profile=full&pace=gentle", "pace", "profile full" },
        { "consent=yes&profile=standard&pace=5s", "pace", "allowed are 75" },
        { "consent=yes&ports=1-65535&pace=1s", "pace", "fewer ports" },
        { "consent=yes&pace=gentle&pace=normal", "pace", "more than once" },
        { "consent=yes&expect=banana", "expect", "none" },
        { "consent=yes&format=pdf", "format", "text, html, ndjson, json, csv, xml, grepable or list" },
        { "consent=yes&status=lax", "status", "strict" },
        { "consent=yes&status=strict", "status", "needs expect" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_field_is_named_in_text(string form, string field, string words)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(form);
        Assert.Equal(400, answer.Status);
        answer.AssertFitsTerminal();
        var text = string.Join(' ', answer.Lines);
        Assert.Contains($" {field}: ", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_field_is_named_on_a_page(string form, string field, string words)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(form, "Accept: text/html");
        Assert.Equal(400, answer.Status);
        var name = Assert.Single(answer.Page.Descendants("dt"));
        Assert.Equal(field, name.Value);
        Assert.Contains(words, string.Concat(answer.Page.Descendants("dd").Select(error => error.Value)), StringComparison.Ordinal);
        Assert.Contains(answer.Page.Descendants("a"), link => link.Attribute("href")?.Value == "/");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_field_is_named_in_a_problem_document(string form, string field, string words)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(form, "Accept: application/json");
        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
        var wrong = Assert.Single(answer.Json.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, wrong.Name);
        Assert.Contains(words, string.Concat(wrong.Value.EnumerateArray().Select(error => error.GetString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    [InlineData("ndjson")]
    public async Task Strict_status_of_a_report_that_is_streamed_is_refused_with_the_formats_that_can(string format)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"consent=yes&ports=1&expect=1&status=strict&format={format}");
        Assert.Equal(400, answer.Status);
        Assert.Contains("format=json, format=csv", string.Join(' ', answer.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync("consent=yes&profile=warp&ports=x&udp=2&icmp=2&expect=y&format=pdf&status=z&more=1&less=1", "Accept: application/json");
        var errors = answer.Json.GetProperty("errors");
        Assert.Equal(
            ["expect", "form", "format", "icmp", "ports", "profile", "status", "udp"],
            errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, errors.GetProperty("form").GetArrayLength());
    }

    // What a glance shows is told, and what costs is not read: nobody has to be served who has not agreed.
    [Fact]
    public async Task Form_that_does_not_agree_is_not_read_further_than_a_glance()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync("ports=x&expect=y&udp=2&format=pdf&more=1&status=strict", "Accept: application/json");
        Assert.Equal(
            ["consent", "form", "format", "udp"], answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Format_named_in_the_form_is_also_the_refusals()
    {
        using var caller = _site.From();
        Assert.Equal("application/problem+json", (await caller.ScanAsync("format=json")).MediaType);
        Assert.Equal("text/html", (await caller.ScanAsync("format=html", "Accept: application/json")).MediaType);
        Assert.Equal("text/plain", (await caller.ScanAsync("format=csv", "Accept: text/html")).MediaType);
    }

    [Theory]
    [InlineData("profile")]
    [InlineData("ports")]
    [InlineData("expect")]
    [InlineData("format")]
    [InlineData("<b>\"'&field")]
    public async Task Hostile_text_reaches_neither_page_nor_terminal_as_it_is(string field)
    {
        using var caller = _site.From();
        var form = $"{Uri.EscapeDataString(field)}={Uri.EscapeDataString("\"'><script>alert(1)</script>\u001b[2J\r\n\u009b\ud83d\ude00")}";
        var page = await caller.ScanAsync(form, "Accept: text/html");
        Assert.Equal(400, page.Status);
        Assert.All(page.Page.Descendants("script"), script => Assert.Equal("", script.Value));
        Assert.DoesNotContain("<script>", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page.Body, StringComparison.Ordinal);
        var text = await caller.ScanAsync(form);
        Assert.Equal(400, text.Status);
        text.AssertFitsTerminal();
        Assert.Equal(400, (await caller.ScanAsync(form, "Accept: application/json")).Json.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Text_cut_within_a_character_still_makes_every_kind_of_answer()
    {
        using var caller = _site.From();
        var form = $"profile={new string('a', 39)}{Uri.EscapeDataString("\ud83d\ude00")}";
        (await caller.ScanAsync(form)).AssertFitsTerminal();
        Assert.NotNull((await caller.ScanAsync(form, "Accept: text/html")).Page.Root);
        Assert.Equal(400, (await caller.ScanAsync(form, "Accept: application/json")).Json.GetProperty("status").GetInt32());
    }
}
