using PortScanner.Web.Tests.Features.Live;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

[Collection<StartedProgram>]
public sealed class SilentLogTests
{
    [Fact]
    public async Task Most_verbose_log_holds_nothing_of_a_caller_or_its_request()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync(
            "--Serilog:MinimumLevel:Default=Verbose",
            "--Serilog:MinimumLevel:Override:Microsoft=Verbose",
            "--Serilog:MinimumLevel:Override:System=Verbose",
            "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore=Verbose");
        using var caller = site.From("127.0.0.77");
        string[] headers = ["User-Agent: canary-agent", "Referer: http://canary-referrer.example/", "X-Forwarded-For: 192.0.2.99"];
        Assert.Equal(200, (await caller.ScanAsync("consent=yes&ports=47113,52007,U:47114&icmp=yes&expect=47113&format=json", headers)).Status);
        Assert.Equal(400, (await caller.ScanAsync("consent=yes&profile=canary-profile&canary-field=1", headers)).Status);
        Assert.Equal(403, (await caller.ScanAsync("consent=yes", "Origin: http://canary-origin.example")).Status);
        Assert.Equal(404, (await caller.GetAsync("/canary-path?canary-query", headers)).Status);
        using (await caller.BeginScanAsync("consent=yes&profile=full&icmp=no", headers))
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        using var live = new LiveVisitor(site, "127.0.0.78");
        var path = await live.BeginAsync("consent=yes&ports=47115&icmp=no");
        await live.ReadToEndAsync(path);
        Assert.Equal(200, (await live.SendAsync("GET", $"{path}/report?format=csv", headers)).Status);
        Assert.Equal(204, (await live.SendAsync("DELETE", path, headers)).Status);
        Assert.Equal(404, (await live.SendAsync("GET", $"{path}/events", headers)).Status);

        await Task.Delay(1000, TestContext.Current.CancellationToken);
        site.Process.AskToStop();
        Assert.Equal(0, site.Process.WaitForExit());
        var log = site.Process.Written;
        Assert.Contains("Scan started: profile Custom, 4 probes", log, StringComparison.Ordinal);
        Assert.Contains("Scan ended: cancelled", log, StringComparison.Ordinal);
        Assert.All(
            ["canary", "47113", "47114", "47115", "52007", "127.0.0.77", "127.0.0.78", "192.0.2.99", path.Split('/')[^1]],
            secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }
}
