using System.Globalization;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>The limits as a caller meets them.</summary>
[Collection<StartedProgram>]
public sealed class LimitedSiteTests : IAsyncLifetime
{
    private const string Form = "consent=yes&ports=1&icmp=no";

    private RunningSite? _site;

    public async ValueTask InitializeAsync() => _site = RawSockets.AreAllowed
        ? await RunningSite.StartAsync("--Admission:ScansPerAddress=2", "--Admission:ScansInAll=6", "--Admission:LimitWindow=01:00:00", "--Admission:Cooldown=00:00:02")
        : null;

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Callers_are_told_their_limits_and_refused_beyond_them_in_every_manner()
    {
        RawSockets.Require();
        using var caller = _site!.From("127.0.0.60");

        // What is wrong with a form costs nothing and tells no limit.
        Assert.Null((await caller.ScanAsync("ports=1")).Header("RateLimit"));

        var first = await caller.ScanAsync(Form);
        Assert.Equal((200, "\"address\";q=2;w=3600"), (first.Status, first.Header("RateLimit-Policy")));
        Assert.StartsWith("\"address\";r=1;t=", first.Header("RateLimit"), StringComparison.Ordinal);
        AssertRefused(await caller.ScanAsync(Form), 429, "a moment ago", 1, 2);

        Assert.Equal(201, await WhenAllowedAsync(() => caller.SendAsync("POST", "/api/scans", Caller.Form(Form))));
        AssertRefused(await caller.ScanAsync(Form, "Accept: text/plain"), 429, "within 60 minutes", 60, 3600);
        var page = await caller.ScanAsync(Form, "Accept: text/html", "Accept-Language: de");
        Assert.Equal((429, "de"), (page.Status, page.Header("Content-Language")));
        Assert.Contains("60 Minuten", page.Page.Root!.Value, StringComparison.Ordinal);
        var problem = await caller.SendAsync("POST", "/api/scans", Caller.Form(Form));
        Assert.Equal((429, "application/problem+json"), (problem.Status, problem.MediaType));

        // Each other address has a number of its own, until all is used up.
        foreach (var address in (string[])["127.0.0.61", "127.0.0.62", "127.0.0.63", "127.0.0.64"])
        {
            using var other = _site.From(address);
            Assert.Equal(200, (await other.ScanAsync(Form)).Status);
        }

        using var late = _site.From("127.0.0.65");
        AssertRefused(await late.ScanAsync(Form), 503, "at most 6 tests", 60, 3600);
    }

    private static void AssertRefused(Answer answer, int status, string words, int leastWait, int mostWait)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(words, string.Join(' ', answer.Lines), StringComparison.OrdinalIgnoreCase);
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), leastWait, mostWait);
    }

    private static async Task<int> WhenAllowedAsync(Func<Task<Answer>> ask)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.Status != 429)
            {
                return answer.Status;
            }

            await Task.Delay(TimeSpan.FromSeconds(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);
        }
    }
}
