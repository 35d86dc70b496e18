using System.Text.Json;

using PortScanner.Engine.Contract;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>Real scans of loopback, where the program's own port is open and port 1 is closed.</summary>
[Collection<SharedSiteTests>]
public sealed class FormatTests(SharedSite shared)
{
    private static readonly string[] Fields =
        ["protocol", "port", "probe", "service", "state", "reason", "indirect", "responder", "rttMs", "hopLimit", "attempts", "remarks", "amplification"];

    private static readonly string[] AmplificationColumns =
        ["requestPackets", "requestBytes", "replyPackets", "replyBytes", "factor", "abusable"];

    private readonly RunningSite _site = shared.Site;

    public static TheoryData<string, string> Formats => new()
    {
        { "text", "text/plain" }, { "html", "text/html" }, { "ndjson", "application/x-ndjson" }, { "json", "application/json" }, { "csv", "text/csv" },
        { "xml", "application/xml" }, { "grepable", "text/x-grepable" }, { "list", "text/x-port-list" },
    };

    private string TwoPorts => $"consent=yes&icmp=no&ports=1,{_site.Port}";

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Format_is_chosen_by_name(string format, string mediaType)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"{TwoPorts}&format={format}", "Accept: image/png");
        Assert.Equal((200, mediaType), (answer.Status, answer.MediaType));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Format_is_chosen_by_Accept(string format, string mediaType)
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync(TwoPorts, $"Accept: {mediaType}");
        Assert.True(answer.Status == 200, $"{format}: {answer.Body}");
        Assert.Equal(mediaType, answer.MediaType);
    }

    [Fact]
    public async Task Json_is_the_report_of_the_schema()
    {
        using var caller = _site.From();
        var report = (await caller.ScanAsync($"{TwoPorts}&format=json&expect={_site.Port}")).Json;
        Assert.Equal(
            ["schema", "target", "profile", "pace", "startedAt", "durationMs", "results", "summary", "settledMs", "firewall", "ban", "second", "expect", "pass", "seed", "alsoFrom", "ended"],
            report.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("portscanner.report/1", "custom", "completed"), (Text(report, "schema"), Text(report, "profile"), Text(report, "ended")));
        Assert.True(report.GetProperty("pass").GetBoolean());
        Assert.InRange(report.GetProperty("seed").GetInt64(), 0, BegunScan.LargestSeed);
        var results = report.GetProperty("results").EnumerateArray().ToList();
        Assert.All(results, result => Assert.Equal(Fields, result.EnumerateObject().Select(member => member.Name)));
        Assert.Equal([(1, "closed", "reset"), (_site.Port, "open", "syn-ack")], results.Select(Row).Order());
    }

    [Fact]
    public async Task Ndjson_is_a_result_a_line_and_a_summary_at_the_end()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"{TwoPorts}&format=ndjson");
        var lines = answer.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal([(1, "closed", "reset"), (_site.Port, "open", "syn-ack")], lines[..^1].Select(Row).Order());
        Assert.Equal(1, lines[^1].GetProperty("summary").GetProperty("open").GetInt32());
    }

    [Fact]
    public async Task Csv_has_a_header_and_a_line_a_result()
    {
        using var caller = _site.From();
        var lines = (await caller.ScanAsync($"{TwoPorts}&format=csv")).Lines;
        Assert.Equal([.. Fields[..^1], .. AmplificationColumns.Select(name => $"{Fields[^1]}.{name}")], lines[0].TrimEnd('\r').Split(','));
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public async Task Html_is_a_whole_page()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync($"{TwoPorts}&format=html");
        Assert.Single(answer.Page.Descendants("h1"));
        Assert.Contains(answer.Page.Descendants("td"), cell => cell.Value == "open");
    }

    [Fact]
    public async Task Text_fits_a_terminal_and_ends_with_the_verdict_that_a_script_tests()
    {
        using var caller = _site.From();
        var pass = await caller.ScanAsync($"{TwoPorts}&expect={_site.Port}");
        pass.AssertFitsTerminal();
        Assert.Equal("PASS", pass.Lines[^1]);
        Assert.Equal("FAIL", (await caller.ScanAsync($"{TwoPorts}&expect=none")).Lines[^1]);
        Assert.StartsWith("ports: open=1 ", (await caller.ScanAsync(TwoPorts)).Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("xml")]
    public async Task Strict_status_fails_the_request_on_FAIL_only(string format)
    {
        using var caller = _site.From();
        var strict = $"{TwoPorts}&format={format}&status=strict";
        Assert.Equal(200, (await caller.ScanAsync($"{strict}&expect={_site.Port}")).Status);
        var failed = await caller.ScanAsync($"{strict}&expect=1,{_site.Port}");
        Assert.Equal(409, failed.Status);
        Assert.Contains("syn-ack", failed.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await caller.ScanAsync($"{TwoPorts}&format={format}&expect=1")).Status);
    }

    [Fact]
    public async Task Quick_scan_of_this_machine_finds_the_programs_own_port_open_if_it_is_asked_for()
    {
        using var caller = _site.From();
        var report = (await caller.ScanAsync($"consent=yes&udp=no&expect={_site.Port}&format=json")).Json;
        Assert.Equal(("quick", "completed"), (Text(report, "profile"), Text(report, "ended")));
        Assert.Contains((_site.Port, "open", "syn-ack"), report.GetProperty("results").EnumerateArray()
            .Where(result => Text(result, "protocol") == "tcp").Select(Row));
        Assert.Contains(report.GetProperty("results").EnumerateArray(), result => Text(result, "probe") == "echo" && Text(result, "state") == "open");
    }

    private static (int Port, string? State, string? Reason) Row(JsonElement result) =>
        (result.GetProperty("port").GetInt32(), Text(result, "state"), Text(result, "reason"));

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
