using System.Diagnostics;
using System.Globalization;

using PortScanner.Core.Plans;
using PortScanner.Storage.MariaDb;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Tests.Features.Live;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>Scans of a gentle pace, as whoever asks for them meets them.</summary>
[Collection<StartedProgram>]
public sealed class GentleScanTests
{
    [Fact]
    public async Task Report_tells_the_time_first_and_takes_a_second_for_each_packet()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        var since = Stopwatch.GetTimestamp();
        var answer = await caller.ScanAsync("consent=yes&ports=1,2&icmp=no&pace=gentle&format=text");
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));
        answer.AssertFitsTerminal();
        var text = string.Join(' ', answer.Lines.Select(line => line.Trim()));
        Assert.Contains("Pace gentle: one packet a second", Squeezed(text), StringComparison.Ordinal);
        Assert.Contains("Takes about 1 minute; less if your side answers, at most 2 if packets are lost", Squeezed(text), StringComparison.Ordinal);
        Assert.Contains("pace=gentle", text, StringComparison.Ordinal);
        Assert.Contains("closed=2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_of_the_live_page_tells_the_time_and_the_share_keeps_the_next_gentle_scan_out_alone()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync("--Admission:GentleShare=5");
        using var visitor = new LiveVisitor(site, "127.0.3.7");
        var created = await visitor.PostAsync("consent=yes&ports=1-30&icmp=no&pace=gentle");
        var plan = created.Json.GetProperty("plan");
        Assert.Equal("gentle", plan.GetProperty("pace").GetString());
        Assert.InRange(plan.GetProperty("usualMs").GetInt64(), 99_000, 130_000);
        Assert.True(plan.GetProperty("budgetMs").GetInt64() > plan.GetProperty("usualMs").GetInt64());

        using var other = site.From("127.0.3.8");
        var refused = await other.ScanAsync("consent=yes&ports=1&icmp=no&pace=5s", "Accept: text/plain");
        Assert.Equal(503, refused.Status);
        Assert.Contains("At most 1 slow tests may run here at once", string.Join(' ', refused.Lines), StringComparison.Ordinal);
        Assert.Equal("60", refused.Header("Retry-After"));
        Assert.Equal(200, (await other.ScanAsync("consent=yes&ports=1&icmp=no")).Status);

        // What a second scan of the same address is told to wait is what is left of the first.
        using var again = site.From("127.0.3.7");
        Assert.InRange(int.Parse((await again.ScanAsync("consent=yes&ports=1")).Header("Retry-After")!, CultureInfo.InvariantCulture), 10, 300);
        await visitor.SendAsync("DELETE", created.Header("Location")!);
    }

    [Fact]
    public void Slowest_scan_ends_before_a_database_takes_its_expiry_for_one_of_another_clock() =>
        Assert.InRange(GentleTime.LongestBudget + ScanStarter.Lifetime, GentleTime.LongestUsual, MariaDbScanStore.LongestLifetime / 1.2);

    [Fact]
    public void Shipped_proxies_wait_for_the_slowest_answer()
    {
        var least = GentleTime.LongestBudget + TimeSpan.FromMinutes(1);
        Assert.True(Minutes("deploy/nginx/portscanner.conf", "proxy_read_timeout ", "m;") >= least);
        Assert.True(Minutes("deploy/apache/portscanner.conf", "timeout=", " retry") / 60 >= least);
        Assert.True(Minutes("docs/operations/proxies.md", "timeout server ", "m\n") >= least);
        Assert.True(Minutes("docs/operations/proxies.md", "proxy_timeout ", "m;") >= least);
    }

    private static TimeSpan Minutes(string file, string before, string behind) =>
        TimeSpan.FromMinutes(int.Parse(Repository.Read(file).Split(before)[1].Split(behind)[0], CultureInfo.InvariantCulture));

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
