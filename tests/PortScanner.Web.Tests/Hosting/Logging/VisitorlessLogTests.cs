using PortScanner.Web.Tests.Features.Live;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Hosting.Logging;

/// <summary>The log shows nothing of what the framework ties to its entries: the path, which in a live scan holds its key, and the names of request, connection and trace.</summary>
[Collection<StartedProgram>]
public sealed class VisitorlessLogTests
{
    private const string Trace = "11112222333344445555666677778888";

    [Fact]
    public async Task Most_verbose_log_shows_nothing_of_a_request()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync(
            ["--Serilog:MinimumLevel:Default=Verbose", "--Serilog:MinimumLevel:Override:Microsoft=Verbose"]);
        using var live = new LiveVisitor(site, "127.0.0.79");
        var path = await live.BeginAsync("consent=yes&ports=47116&icmp=no");
        await live.ReadToEndAsync(path);
        string[] headers = [$"traceparent: 00-{Trace}-1111222233334444-01", "tracestate: canary=1", "baggage: canary=1", "Request-Id: |canary."];
        Assert.Equal(200, (await live.SendAsync("GET", $"{path}/report?format=csv", headers)).Status);
        Assert.Equal(404, (await live.SendAsync("GET", "/canary", headers)).Status);
        Assert.Equal(415, (await Charset(site, headers)).Status);
        Assert.Equal(204, (await live.SendAsync("DELETE", path, headers)).Status);

        site.Process.AskToStop();
        Assert.Equal(0, site.Process.WaitForExit());
        var log = site.Process.Written;
        Assert.Contains("Scan started: profile", log, StringComparison.Ordinal);
        Assert.All(
            [path.Split('/')[^1], "/api/scans", "canary", "47116", "127.0.0.79", Trace, "RequestPath\":", "RequestPath=", "RequestId=", "RequestId\":", "ConnectionId=", "ConnectionId\":", "@tr", "@sp"],
            secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<Answer> Charset(RunningSite site, string[] headers)
    {
        using var caller = site.From("127.0.0.79");
        using var form = Caller.Form("consent=yes");
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=utf-7");
        return await caller.SendAsync("POST", "/scan", form, headers);
    }
}
