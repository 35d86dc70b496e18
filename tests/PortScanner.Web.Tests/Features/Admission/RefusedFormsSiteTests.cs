using System.Globalization;
using System.Text;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>The limit on refused forms as a caller meets it; it is far above that of scans.</summary>
[Collection<StartedProgram>]
public sealed class RefusedFormsSiteTests : IAsyncLifetime
{
    private const int Most = 5;
    private const string Right = "consent=yes&ports=1&icmp=no";

    private RunningSite? _site;

    public async ValueTask InitializeAsync() =>
        _site = RawSockets.AreAllowed ? await RunningSite.StartAsync($"--Admission:RefusedFormsPerAddress={Most}", "--Admission:LimitWindow=01:00:00") : null;

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Caller_whose_forms_were_refused_too_often_is_read_no_more_in_every_manner_and_others_are()
    {
        RawSockets.Require();
        using var caller = _site!.From("127.0.0.70");
        Assert.Equal(400, (await caller.ScanAsync("ports=1")).Status);
        Assert.Equal(400, (await caller.ScanAsync("consent=yes&ports=x")).Status);
        Assert.Equal(413, (await caller.ScanAsync(new string('a', 20_000))).Status);
        using var noForm = new StringContent("consent=yes", Encoding.ASCII, "text/plain");
        Assert.Equal(400, (await caller.SendAsync("POST", "/scan", noForm)).Status);

        // What was right, or came of another site's page, counts for nothing.
        Assert.Equal(200, (await caller.ScanAsync(Right)).Status);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 2 * Most).Select(_ => caller.ScanAsync(Right, "Sec-Fetch-Site: cross-site"))), answer => Assert.Equal(403, answer.Status));
        Assert.Equal(200, (await caller.ScanAsync(Right)).Status);
        Assert.Equal(400, (await caller.SendAsync("POST", "/api/scans", Caller.Form("consent=no"))).Status);

        foreach (var form in (string[])[Right, "ports=1", "consent=yes&ports=x"])
        {
            var answer = await caller.ScanAsync(form);
            Assert.Equal(429, answer.Status);
            answer.AssertFitsTerminal();
            Assert.Contains($"At most {Most} forms", string.Join(' ', answer.Lines), StringComparison.Ordinal);
            Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 60, 3600);
        }

        var page = await caller.ScanAsync(Right, "Accept: text/html", "Accept-Language: fr");
        Assert.Equal((429, "fr"), (page.Status, page.Header("Content-Language")));
        Assert.Contains("60 minutes", page.Page.Root!.Value, StringComparison.Ordinal);
        var problem = await caller.SendAsync("POST", "/api/scans", Caller.Form(Right));
        Assert.Equal((429, "application/problem+json"), (problem.Status, problem.MediaType));
        Assert.Equal(200, (await caller.GetAsync("/")).Status);

        using var other = _site.From("127.0.0.71");
        Assert.Equal(200, (await other.ScanAsync(Right)).Status);
    }
}
