using System.Text;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>Who waits for a report that is written at the end is written to meanwhile, which is how his absence is noticed behind a proxy.</summary>
[Collection<SharedSiteTests>]
public sealed class KeepAliveTests(SharedSite shared)
{
    // Minutes, whatever the path carries.
    private const string LongScan = "consent=yes&profile=quick&udp=no&pace=gentle";

    // Some eight seconds, at the most that one scan may send.
    private const string LargeScan = "consent=yes&ports=1-65535&icmp=no";

    private readonly RunningSite _site = shared.Site;

    // At once, since each waits for seconds.
    [Fact]
    public Task Finished_report_begins_while_the_scan_runs_with_what_means_nothing() => Task.WhenAll(
        BeginsWithAsync("json", "127.0.4.1", "   "),
        BeginsWithAsync("csv", "127.0.4.2", "pro"),
        BeginsWithAsync("xml", "127.0.4.3", "<?x"),
        BeginsWithAsync("grepable", "127.0.4.4", "# P"),
        BeginsWithAsync("list", "127.0.4.5", "#ma"));

    [Fact]
    public async Task Strict_answer_does_not_begin_before_its_status_is_known()
    {
        using var caller = _site.From("127.0.4.6");
        var strict = caller.BeginScanAsync($"{LargeScan}&format=json&expect=1&status=strict");
        await Task.WhenAny(strict, Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken));
        Assert.False(strict.IsCompleted);
        Assert.Equal(409, (await caller.ScanAsync("consent=yes&ports=1&icmp=no")).Status);
        using var answer = await strict;
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Text_tells_how_far_the_scan_has_got()
    {
        using var caller = _site.From("127.0.4.7");
        var text = (await caller.ScanAsync($"{LargeScan}&format=text")).Body;
        Assert.Matches(@"\n +\((All )?[\d,]+ (of 65,535 )?probes sent, \d+ open so far, .*about \d+ (second|minute)s?", text);
    }

    private async Task BeginsWithAsync(string format, string visitor, string beginning)
    {
        using var caller = _site.From(visitor);
        using var running = await caller.BeginScanAsync($"{LongScan}&format={format}");
        Assert.Equal(200, (int)running.StatusCode);
        await using var body = await running.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var byteByByte = new byte[1];
        var read = new StringBuilder();
        while (read.Length < beginning.Length)
        {
            Assert.Equal(1, await body.ReadAsync(byteByByte, TestContext.Current.CancellationToken));
            read.Append((char)byteByByte[0]);
        }

        Assert.Equal(beginning, read.ToString());
        Assert.Equal(409, (await caller.ScanAsync("consent=yes")).Status);
    }
}
