using System.Text.Json;

using PortScanner.Reports;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Live;

[Collection<SharedSiteTests>]
public sealed class LiveApiTests(SharedSite shared)
{
    private readonly RunningSite _site = shared.Site;

    [Fact]
    public async Task Scan_is_followed_from_its_plan_to_its_findings()
    {
        using var visitor = new LiveVisitor(_site);
        var path = await visitor.BeginAsync($"consent=yes&ports=1,{_site.Port},U:9&icmp=yes&expect={_site.Port}");
        var events = await visitor.ReadToEndAsync(path);

        Assert.Equal("plan", events[0].Name);
        Assert.Equal(("127.0.0.1", 4), (events[0].Data.GetProperty("address").GetString(), events[0].Data.GetProperty("total").GetInt32()));
        Assert.Equal($"1,{_site.Port}", events[0].Data.GetProperty("tcp").GetProperty("ports").GetString());
        Assert.Equal(
            new HashSet<string> { "icmp/ echo", "tcp/1 syn", $"tcp/{_site.Port} syn", "udp/9 udp-empty" },
            events.Where(item => item.Name == "rows").SelectMany(item => item.Probes).ToHashSet());
        var end = events[^1];
        Assert.Equal(("end", "end"), (end.Name, end.Id));
        Assert.Equal(("exposed", "completed", true), (Text(end, "verdict"), Text(end, "ended"), end.Data.GetProperty("pass").GetBoolean()));
        var open = end.Data.GetProperty("sections")[0];
        Assert.Equal("open", open.GetProperty("state").GetString());
        Assert.Equal($"{_site.Port}/tcp", open.GetProperty("exposures")[0].GetProperty("port").GetString());
        Assert.All(["heading", "meaning", "advice"], field => Assert.NotEmpty(open.GetProperty(field).GetString()!));
        Assert.Equal(204, (await visitor.SendAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task Rows_have_the_fields_of_the_report()
    {
        using var visitor = new LiveVisitor(_site, "127.0.1.2");
        var path = await visitor.BeginAsync("consent=yes&ports=1&icmp=no");
        var row = (await visitor.ReadToEndAsync(path)).First(item => item.Name == "rows").Data.GetProperty("results")[0];
        var report = await visitor.SendAsync("GET", $"{path}/report?format=json");
        await visitor.SendAsync("DELETE", path);
        Assert.Equal(Fields(report.Json.GetProperty("results")[0]), Fields(row));
    }

    [Fact]
    public async Task Every_format_can_be_fetched_before_the_scan_is_deleted_and_none_after()
    {
        using var visitor = new LiveVisitor(_site);
        var created = await visitor.PostAsync($"consent=yes&ports={_site.Port}&icmp=no");
        var path = created.Header("Location")!;
        Assert.Equal(ReportFormats.All.Select(format => format.Name), created.Json.GetProperty("formats").EnumerateArray().Select(format => format.GetProperty("name").GetString()));
        Assert.Equal(created.Body, (await visitor.SendAsync("GET", path)).Body);
        await visitor.ReadToEndAsync(path);
        foreach (var format in ReportFormats.All)
        {
            var report = await visitor.SendAsync("GET", $"{path}/report?format={format.Name}");
            Assert.Equal((200, format.MediaType), (report.Status, report.MediaType));
            Assert.Contains($"{_site.Port}", report.Body, StringComparison.Ordinal);
        }

        Assert.Equal(400, (await visitor.SendAsync("GET", $"{path}/report?format=nonsense")).Status);
        Assert.Equal(204, (await visitor.SendAsync("DELETE", path)).Status);
        foreach (var (method, gone) in new[] { ("GET", path), ("GET", $"{path}/events"), ("GET", $"{path}/report"), ("DELETE", path), ("POST", $"{path}/abandon") })
        {
            var answer = await visitor.SendAsync(method, gone);
            Assert.Equal((404, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Contains("Start a new one", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reader_who_lost_the_connection_goes_on_behind_the_last_event()
    {
        using var visitor = new LiveVisitor(_site, "127.0.1.4");
        var path = await visitor.BeginAsync("consent=yes&ports=1-3000&icmp=no");
        List<string> seen = [];
        string? last = null;
        for (var connections = 0; connections < 4; connections++)
        {
            using var response = await visitor.FollowAsync(path, last);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            await foreach (var rows in LiveEvent.ReadAsync(reader).Where(item => item.Name == "rows"))
            {
                seen.AddRange(rows.Probes);
                last = rows.Id ?? last;
                if (rows.Id is not null)
                {
                    break;
                }
            }
        }

        var rest = await visitor.ReadToEndAsync(path, last);
        seen.AddRange(rest.Where(item => item.Name == "rows").SelectMany(item => item.Probes));
        Assert.Equal(3000, seen.Distinct().Count());
        Assert.Equal(3000, seen.Count);
        using var after = await visitor.FollowRawAsync(path, "end");
        Assert.Equal(204, (int)after.StatusCode);

        // A page that connects anew by itself has no other way than the query to say it; what the browser says is newer.
        Assert.Equal(204, (await visitor.SendAsync("GET", $"{path}/events?after=end")).Status);
        Assert.Equal(204, (await visitor.SendAsync("GET", $"{path}/events?after=0", "Last-Event-ID: end")).Status);
        await visitor.SendAsync("DELETE", path);
    }

    [Theory]
    [InlineData("profile=quick", "consent")]
    [InlineData("consent=yes&ports=22,x", "ports")]
    [InlineData("consent=yes&profile=huge", "profile")]
    [InlineData("consent=yes&expect=;", "expect")]
    [InlineData("consent=yes&target=192.0.2.1", "form")]
    public async Task Refused_form_is_a_problem_with_the_errors_by_field(string form, string field)
    {
        using var visitor = new LiveVisitor(_site);
        var answer = await visitor.PostAsync(form, "Accept: text/html");
        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Reader_is_asked_all_the_time_whether_he_is_there_and_answers_over_another_request()
    {
        using var visitor = new LiveVisitor(_site, "127.0.1.6");
        var created = await visitor.PostAsync("consent=yes&profile=full&udp=no&icmp=no");
        var path = created.Header("Location")!;
        Assert.Equal($"{path}/alive", created.Json.GetProperty("alive").GetString());
        using var response = await visitor.FollowAsync(path);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var signs = await LiveEvent.ReadAsync(reader).Where(item => item.Name == "alive").Take(3).Select(item => Text(item, "sign")).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, signs.Distinct().Count());
        Assert.Equal(204, (await visitor.SendAsync("POST", $"{path}/alive/{signs[^1]}")).Status);
        Assert.Equal(403, (await visitor.SendAsync("POST", $"{path}/alive/{signs[^1]}", "Origin: http://elsewhere.example")).Status);
        Assert.Equal(204, (await visitor.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await visitor.SendAsync("POST", $"{path}/alive/{signs[^1]}")).Status);
    }

    [Fact]
    public async Task Page_of_another_site_can_neither_begin_nor_end_a_scan()
    {
        using var visitor = new LiveVisitor(_site, "127.0.1.5");
        const string elsewhere = "Origin: http://elsewhere.example";
        Assert.Equal(403, (await visitor.PostAsync("consent=yes&ports=1", elsewhere)).Status);
        var path = await visitor.BeginAsync("consent=yes&ports=1&icmp=no");
        Assert.Equal(403, (await visitor.SendAsync("DELETE", path, elsewhere)).Status);
        Assert.Equal(403, (await visitor.SendAsync("POST", $"{path}/abandon", elsewhere)).Status);
        Assert.Equal(204, (await visitor.SendAsync("POST", $"{path}/abandon")).Status);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("****************************************************************")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Guessed_name_of_a_scan_finds_nothing(string id)
    {
        using var visitor = new LiveVisitor(_site);
        Assert.Equal(404, (await visitor.SendAsync("GET", $"/api/scans/{id}/events")).Status);
        Assert.Equal(404, (await visitor.SendAsync("DELETE", $"/api/scans/{id}")).Status);
    }

    [Fact]
    public async Task Right_id_with_a_wrong_secret_finds_nothing()
    {
        using var visitor = new LiveVisitor(_site, "127.0.1.6");
        var path = await visitor.BeginAsync("consent=yes&ports=1&icmp=no");
        var wrong = path[..^1] + (path[^1] == 'A' ? 'B' : 'A');
        Assert.Equal(404, (await visitor.SendAsync("GET", wrong)).Status);
        Assert.Equal(204, (await visitor.SendAsync("DELETE", path)).Status);
    }

    private static string? Text(LiveEvent item, string property) => item.Data.GetProperty(property).GetString();

    private static IEnumerable<string> Fields(JsonElement row) => row.EnumerateObject().Select(field => field.Name);
}
